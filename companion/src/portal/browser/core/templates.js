/**
 * Moodle's `core/templates` for the portal, as far as the screens use it: Mustache with partials by full name
 * (`{{> local_qashyq/state_badge }}`) and the helper `{{#str}}key, local_qashyq{{/str}}`. No JavaScript blocks.
 */
define(['module', 'mustache', 'core/str'], function (module, mustache, str) {
  const version = encodeURIComponent(module.config().version);
  const texts = new Map();

  function loadText(name) {
    if (!texts.has(name)) {
      const loading = fetch(`/portal/templates/${name}?v=${version}`, { credentials: 'same-origin' }).then((answer) => {
        if (!answer.ok) throw new Error(`template ${name}: ${answer.status}`);
        return answer.text();
      });
      // A template that could not be fetched is asked for again next time.
      loading.catch(() => texts.delete(name));
      texts.set(name, loading);
    }
    return texts.get(name);
  }

  /** Adds the template and all it includes to `found`. */
  async function collect(name, found) {
    if (name in found) return;
    found[name] = '';
    found[name] = await loadText(name);
    const included = [...found[name].matchAll(/\{\{>\s*([\w/]+)\s*\}\}/g)].map((match) => match[1]);
    await Promise.all(included.map((each) => collect(each, found)));
  }

  async function loadStrings(found) {
    const keys = new Set();
    for (const text of Object.values(found))
      for (const match of text.matchAll(/\{\{#str\}\}\s*(\w+)\s*,\s*local_qashyq\s*\{\{\/str\}\}/g)) keys.add(match[1]);
    const wanted = [...keys];
    const loaded = await str.getStrings(wanted.map((key) => ({ key, component: 'local_qashyq' })));
    return Object.fromEntries(wanted.map((key, place) => [key, loaded[place]]));
  }

  async function renderForPromise(name, context) {
    const found = {};
    await collect(name, found);
    const strings = await loadStrings(found);
    const view = { ...context, str: () => (section) => strings[section.split(',')[0].trim()] };
    return { html: mustache.render(found[name], view, found), js: '' };
  }

  function replaceNodeContents(element, html) {
    element.innerHTML = html;
  }

  return { renderForPromise, replaceNodeContents };
});
