/** As much of a browser as signing in needs: cookies, redirects by hand, forms. */
export interface Page {
  status: number;
  location: string | undefined;
  text: string;
  headers: Headers;
  json(): unknown;
}

export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(readonly base: string) {}

  get(address: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.request('GET', address, headers);
  }

  /** Posts a form. `withoutCookies`: as browsers do with a form of another site, because ours are SameSite=Lax. */
  post(
    address: string,
    fields: Record<string, string>,
    options: { headers?: Record<string, string>; withoutCookies?: boolean } = {},
  ): Promise<Page> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...options.headers };
    return this.request('POST', address, headers, new URLSearchParams(fields).toString(), options.withoutCookies);
  }

  /** Goes on while the answers are redirections within this service. */
  async follow(page: Page): Promise<Page> {
    let current = page;
    for (let steps = 0; steps < 10 && current.location?.startsWith(this.base); steps++)
      current = await this.get(current.location);
    return current;
  }

  private async request(
    method: string,
    address: string,
    headers: Record<string, string>,
    body?: string,
    withoutCookies = false,
  ): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(address, this.base), {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(withoutCookies || cookie === '' ? {} : { cookie }) },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = [line.slice(0, line.indexOf('=')), /=([^;]*)/.exec(line)![1]!];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const { status } = response;
    const location = response.headers.get('location') ?? undefined;
    return { status, location, text, headers: response.headers, json: () => JSON.parse(text) as unknown };
  }
}

/** The value of a hidden field of a page. */
export function fieldOf(page: Page, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1];
  if (value === undefined) throw new Error(`The page has no field ${name}`);
  return value.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}
