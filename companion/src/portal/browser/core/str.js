/** Moodle's `core/str` for the portal: the whole catalogue comes in one request, in the language of the page. */
define(['module'], function (module) {
  const locale = document.documentElement.lang;
  const version = encodeURIComponent(module.config().version);
  let catalogue;

  function loadCatalogue() {
    catalogue ??= fetch(`/portal/strings/${locale}.json?v=${version}`, { credentials: 'same-origin' }).then(
      (answer) => {
        if (!answer.ok) throw new Error(`strings of ${locale}: ${answer.status}`);
        return answer.json();
      },
    );
    return catalogue;
  }

  function fill(text, param) {
    if (param === undefined || param === null) return text;
    if (typeof param !== 'object') return text.replaceAll('{$a}', () => String(param));
    return Object.entries(param).reduce(
      (filled, [name, value]) => filled.replaceAll(`{$a->${name}}`, () => String(value)),
      text,
    );
  }

  /** As in Moodle: `[{key, component, param}]` in, texts in the same order out. */
  async function getStrings(requests) {
    const texts = await loadCatalogue();
    return requests.map(({ key, component, param }) =>
      key in texts ? fill(texts[key], param) : `[[${key},${component}]]`,
    );
  }

  return {
    getStrings,
    getString: async (key, component, param) => (await getStrings([{ key, component, param }]))[0],
  };
});
