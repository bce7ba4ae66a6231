/** Moodle's `core/pending` for the portal: work under way is listed in `M.util.pending_js`, so that a browser test can wait for quiet. */
define([], function () {
  return class Pending {
    constructor(key) {
      this.key = key;
      M.util.pending_js.push(key);
    }

    resolve() {
      const place = M.util.pending_js.indexOf(this.key);
      if (place >= 0) M.util.pending_js.splice(place, 1);
    }
  };
});
