import { type ComponentType, lazy, type ReactElement, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { HOME, PAGINE } from './pagine';
import { Riparo } from './ui/Riparo';
import { NonTrovata } from './ui/NonTrovata';
import { Caricamento } from './ui/Stati';

// Made once: a lazy component made while drawing would be another one at each draw.
const STRADE = PAGINE.map(({ percorso, carica }) => ({ percorso, Componente: lazyPage(carica) }));

export function Strade(): ReactElement {
  const [path] = useLocation();
  return (
    <Riparo key={path}>
      <Suspense fallback={<Caricamento />}>
        <Switch>
          <Route path="/">
            <Redirect to={HOME} replace />
          </Route>
          {STRADE.map(({ percorso, Componente }) => (
            <Route key={percorso} path={percorso}>
              <Componente />
            </Route>
          ))}
          <Route>
            <NonTrovata />
          </Route>
        </Switch>
      </Suspense>
    </Riparo>
  );
}

/**
 * The code of the page at an address begins to come, while the session is asked for: on a slow line one wait would follow the
 * other. Whoever draws the page waits for the same, and says what went wrong.
 */
export function precarica(path: string): void {
  const wanted = path === '/' ? HOME : path;
  const page = PAGINE.find(({ percorso }) => new RegExp(`^${percorso.replaceAll(/:[^/]+/g, '[^/]+')}/?$`).test(wanted));
  page?.carica().catch(() => undefined);
}

function lazyPage(load: () => Promise<ComponentType>) {
  return lazy(async () => ({ default: await load() }));
}
