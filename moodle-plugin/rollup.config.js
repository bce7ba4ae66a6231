/**
 * Makes amd/build/*.min.js from amd/src/*.ts. Moodle serves only these built files, so they are committed; the same sources always give the same bytes.
 * File names end in `-lazy`: otherwise Moodle would put them on every page of the site.
 */
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

/** Module ids are made from file names without `.js`, so the names get their `.min` only after the ids are written. */
function namedForMoodle() {
  const toMin = (name) => name.replace(/\.js(\.map)?$/, '.min.js$1');
  return {
    name: 'named-for-moodle',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const from = file.fileName;
        file.fileName = toMin(from);
        if (file.type === 'chunk')
          file.code = file.code.replace(`sourceMappingURL=${from}.map`, `sourceMappingURL=${file.fileName}.map`);
      }
    },
  };
}

export default {
  input: { 'app-lazy': 'amd/src/app.ts' },
  // Moodle's own modules are loaded by Moodle, or by the portal's stand-ins.
  external: /^core(_[a-z]+)?\//,
  // What rooms of their own share with the first module they take from it, instead of from a third file.
  preserveEntrySignatures: 'allow-extension',
  plugins: [esbuild({ target: 'es2022' })],
  output: {
    dir: 'amd/build',
    format: 'amd',
    amd: { autoId: true, basePath: 'local_qashyq' },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-lazy.js',
    sourcemap: true,
    interop: 'auto',
    generatedCode: 'es2015',
    externalLiveBindings: false,
    freeze: false,
    plugins: [terser(), namedForMoodle()],
  },
};
