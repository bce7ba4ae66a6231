/** Sends a chosen file to be compared with the certificate as it was issued, and says what came out. Without it the page tells all the rest. */
(() => {
  const section = document.querySelector('[data-check-file]');
  if (section === null) return;
  const words = JSON.parse(section.dataset.words);
  const said = section.querySelector('[data-said]');

  function say(text, kind) {
    said.textContent = text;
    said.dataset.kind = kind;
  }

  section.querySelector('input').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (file === undefined) return;
    say(words.wait, 'wait');
    try {
      const answer = await fetch(`/api/certificate-checks/${encodeURIComponent(section.dataset.code)}/file`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
      });
      const body = await answer.json();
      if (!answer.ok) return say(body.error?.message ?? words.failed, 'failed');
      say(body.locale === null ? words.changed : words[body.locale], body.locale === null ? 'changed' : 'same');
    } catch {
      say(words.failed, 'failed');
    }
  });
})();
