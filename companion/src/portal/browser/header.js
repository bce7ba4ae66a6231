/** Changing the language and signing in keep the place: what follows `#` in the address stays in the browser, so only it can pass it on. */
(function () {
  const place = () => `/${location.hash}`;

  // The screens keep their own place behind `#`, so skipping must not change it.
  document.querySelector('.portal-skip').addEventListener('click', (event) => {
    event.preventDefault();
    const content = document.getElementById('content');
    content.tabIndex = -1;
    content.focus();
  });

  for (const field of document.querySelectorAll('input[name="returnTo"]'))
    field.form.addEventListener('submit', () => {
      field.value = place();
    });

  for (const link of document.querySelectorAll('[data-keeps-place]'))
    link.addEventListener('click', () => {
      const address = new URL(link.href);
      address.searchParams.set('returnTo', place());
      link.href = address.href;
    });

  for (const link of document.querySelectorAll('a.portal-language'))
    link.addEventListener('click', () => {
      link.hash = location.hash;
    });
})();
