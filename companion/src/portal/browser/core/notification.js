/** Moodle's `core/notification` for the portal: one question with two answers, in the browser's own dialog (it keeps the focus inside). */
define(['core/str'], function (str) {
  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /** Resolves when the person agrees, rejects when they step back. The focus returns to `triggerElement`. */
  async function saveCancelPromise(title, question, saveLabel, { triggerElement = null } = {}) {
    const [cancelLabel] = await str.getStrings([{ key: 'cancel', component: 'local_qashyq' }]);
    const dialog = element('dialog', 'local-qashyq lq-dialog', '');
    const heading = element('h2', 'h5', title);
    heading.id = 'qashyq-dialog-title';
    dialog.setAttribute('aria-labelledby', heading.id);
    const form = element('form', 'lq-dialog-buttons', '');
    form.method = 'dialog';
    const save = element('button', 'btn btn-primary', saveLabel);
    save.value = 'save';
    save.autofocus = true;
    const cancel = element('button', 'btn btn-secondary', cancelLabel);
    cancel.value = 'cancel';
    form.append(cancel, save);
    const body = element('div', 'mb-3', '');
    body.innerHTML = question;
    dialog.append(heading, body, form);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((resolve, reject) => {
      dialog.addEventListener('close', () => {
        const saved = dialog.returnValue === 'save';
        dialog.remove();
        triggerElement?.focus();
        if (saved) resolve();
        else reject(new Error('cancelled'));
      });
    });
  }

  return { saveCancelPromise };
});
