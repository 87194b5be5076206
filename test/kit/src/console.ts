import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { NomePersona } from '@trama/idp/persone';
import { freePort } from '@trama/local/ports';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from './chromium.js';
import { GraphUnderTest } from './graph.js';
import { forgetLocalProvider, type LocalProvider, startLocalProvider } from './local-provider.js';

const CONSOLE = fileURLToPath(new URL('../../../gateway/console/dist/', import.meta.url));
const HOST = '127.0.0.1';

/** A violation as a person reads it: the rule, what it says, where. */
export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** The console as people use it: the whole graph with demonstration data, the identity provider, and a browser. */
export class ConsoleUnderTest {
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly site: string,
    readonly graph: GraphUnderTest,
    private readonly provider: LocalProvider,
    private readonly browser: Browser,
    private readonly closeBrowser: () => Promise<void>,
  ) {}

  static async start(): Promise<ConsoleUnderTest> {
    const port = await freePort();
    const site = `http://${HOST}:${port}`;
    const [provider, { browser, stop }] = await Promise.all([startLocalProvider({ publicUrl: site }), startChromium()]);
    const { issuer, console: client } = provider;
    const graph = await GraphUnderTest.start({
      demo: true,
      port,
      console: CONSOLE,
      identity: {
        issuers: [{ url: issuer }],
        console: { ...client, issuer, scope: 'openid profile', publicUrl: site, sessionKeys: [randomBytes(32)] },
      },
    });
    return new ConsoleUnderTest(site, graph, provider, browser, stop);
  }

  /** A page of somebody's own: nobody when no persona is given. It notes what goes wrong in `page.faults`. */
  async open(
    path: string,
    options: { persona?: NomePersona; context?: BrowserContextOptions } = {},
  ): Promise<OpenPage> {
    const context = await this.browser.newContext({
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options.context,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    const opened = new OpenPage(page, this.site);
    if (options.persona) {
      await page.goto(`${this.site}/accesso/entra?ritorno=${encodeURIComponent(path)}`);
      await page.locator(`button[value="${options.persona}"]`).click();
      await page.waitForURL((url) => url.origin === this.site && !url.pathname.startsWith('/accesso/'));
    } else {
      await page.goto(this.site + path);
    }
    await opened.settled();
    return opened;
  }

  async stop(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    await this.closeBrowser();
    await this.graph.stop();
    await this.provider.stop();
    forgetLocalProvider(this.provider);
  }
}

const axeSource = (): string => readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

export class OpenPage {
  /** Errors of scripts, requests that left this machine's site, answers of the page's policy. */
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    private readonly site: string,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      // The browser writes one for each refused request; what was refused is the page's own business to tell.
      // The provider's own sign-in page has a policy of its own.
      const isOurs = message.location().url.startsWith(site);
      if (isOurs && message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.faults.push(message.text());
      }
    });
    page.on('request', (request) => {
      const url = request.url();
      if (
        !url.startsWith(site) &&
        !url.startsWith('data:') &&
        !url.startsWith('blob:') &&
        !/^http:\/\/127\.0\.0\.1:\d+\//.test(url)
      ) {
        this.faults.push(`asked ${url}`);
      }
    });
  }

  /** Until the page has what it shows: nothing is loading any more. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.locator('.t-caricamento, .t-aggiornamento').first().waitFor({ state: 'detached' });
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.site + path);
    await this.settled();
  }

  /** What axe-core finds against WCAG 2.1, levels A and AA. */
  async violations(): Promise<Violation[]> {
    // Through the debugger, where the policy of the page has no say: a script of ours is not a script of the page.
    await this.page.evaluate(axeSource());
    return this.page.evaluate(async () => {
      const { axe, document } = globalThis as unknown as BrowserGlobals;
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
      const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
      return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.slice(0, 5).map(({ html }) => html) }));
    });
  }

  /** How far the page is wider than its window: what a person on a phone would have to drag sideways. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { documentElement: root } = (globalThis as unknown as BrowserGlobals).document;
      return root.scrollWidth - root.clientWidth;
    });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** As much of a browser's globals as is asked for in there: these files are checked without its library. */
interface BrowserGlobals {
  readonly axe: AxeCore;
  readonly document: { readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number } };
}

interface AxeCore {
  run(
    context: unknown,
    options: object,
  ): Promise<{ violations: Array<{ id: string; help: string; nodes: Array<{ html: string }> }> }>;
}
