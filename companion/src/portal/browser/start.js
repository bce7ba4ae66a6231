/**
 * Starts the screens of Qashyq in the companion's own portal: the very AMD modules and templates of the Moodle plugin, with the few
 * `core/*` modules of Moodle that they use replaced by the small ones beside this file. Plain AMD, served as it stands.
 *
 * What a page must hold (no inline script or style is needed; Bootstrap wants `img-src data:`):
 *
 *   <html lang="kk">                                          the reader's language: kk, ru or en
 *   <link rel="stylesheet" href="/portal/assets/bootstrap.min.css">
 *   <link rel="stylesheet" href="/portal/assets/styles.css">
 *   <div id="qashyq" class="local-qashyq" data-config='{"home":"portal","companion":"","locale":"kk","csrfToken":"…"}'></div>
 *   <script src="/portal/assets/require.js"></script>
 *   <script src="/portal/assets/start.js" data-version="…"></script>   any word that changes with each release
 *
 * What must be served:
 *
 *   /portal/assets/bootstrap.min.css            npm bootstrap, dist/css/bootstrap.min.css
 *   /portal/assets/styles.css                   moodle-plugin/styles.css
 *   /portal/assets/require.js                   npm requirejs, require.js
 *   /portal/assets/mustache.js                  npm mustache, mustache.js
 *   /portal/assets/start.js                     this file
 *   /portal/assets/core/<name>.js               the folder core/ beside this file
 *   /portal/assets/local_qashyq/<name>.js       moodle-plugin/amd/build/<name>.min.js (and <name>.min.js.map)
 *   /portal/strings/<locale>.json               {key: text} of the whole catalogue local_qashyq, placeholders untouched
 *   /portal/templates/local_qashyq/<name>       moodle-plugin/templates/<name>.mustache as text
 *
 * The API is asked at the same origin with the session cookie; each POST carries `X-CSRF-Token` from the configuration.
 * As in Moodle, `M.util.pending_js` is empty when nothing is being loaded or drawn.
 */
(function () {
  const version = document.currentScript.dataset.version || '';
  const root = document.getElementById('qashyq');
  window.M = { util: { pending_js: [] } };
  requirejs.config({
    baseUrl: '/portal/assets',
    urlArgs: version === '' ? '' : `v=${encodeURIComponent(version)}`,
    config: { 'core/str': { version }, 'core/templates': { version } },
  });
  requirejs(['local_qashyq/app-lazy'], (app) => app.init(root.id, JSON.parse(root.dataset.config)));
})();
