const MAX_STEPS = 10;

export interface Step {
  readonly url: URL;
  readonly response: Response;
}

interface Kept {
  readonly value: string;
  readonly line: string;
}

/** As much of a browser as a sign-in needs: it keeps cookies by host, port or not, and follows redirects when told to. */
export class Browser {
  private readonly cookies = new Map<string, Kept>();

  async send(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const cookie = this.cookieFor(url.hostname);
    if (cookie) {
      headers.set('cookie', cookie);
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    response.headers.getSetCookie().forEach((line) => this.keep(url.hostname, line));
    return response;
  }

  /** Until an answer that leads nowhere else, or an address that the caller wants to see. */
  async follow(address: string | URL, init: RequestInit = {}, stopAt?: (url: URL) => boolean): Promise<Step> {
    let url = new URL(address);
    let response = await this.send(url, init);
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const location = response.headers.get('location');
      if (!location) {
        break;
      }
      url = new URL(location, url);
      if (stopAt?.(url)) {
        break;
      }
      response = await this.send(url);
    }
    return { url, response };
  }

  /** The whole line with which a cookie was set, flags included. */
  line(hostname: string, name: string): string | undefined {
    return this.cookies.get(`${hostname} ${name}`)?.line;
  }

  plant(hostname: string, name: string, value: string): void {
    this.cookies.set(`${hostname} ${name}`, { value, line: '' });
  }

  cookieFor(hostname: string): string {
    const own = [...this.cookies].filter(([key]) => key.startsWith(`${hostname} `));
    return own.map(([key, { value }]) => `${key.split(' ')[1]}=${value}`).join('; ');
  }

  private keep(hostname: string, line: string): void {
    const [pair = '', ...flags] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const key = `${hostname} ${pair.slice(0, at)}`;
    if (flags.some((flag) => /^max-age=0$/i.test(flag) || /^expires=Thu, 01 Jan 1970/i.test(flag))) {
      this.cookies.delete(key);
    } else {
      this.cookies.set(key, { value: pair.slice(at + 1), line });
    }
  }
}
