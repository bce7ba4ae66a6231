const base = 'http://local.invalid';

/**
 * A path of this service to return to after signing in, as a browser would understand it; `/` for anything else, above all for
 * addresses that lead elsewhere.
 */
export function localPath(wished: unknown): string {
  if (typeof wished !== 'string' || wished.length > 1000 || !/^\/(?![/\\])/.test(wished)) return '/';
  // Browsers drop tabs and line breaks and read a backslash as a slash.
  if (/[\\\u0000-\u001f\u007f]/.test(wished)) return '/';
  const url = URL.parse(wished, base);
  if (url === null || url.origin !== base || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
