import { Component, type ReactNode } from 'react';
import { Button } from 'design-react-kit';
import { Pagina } from './Pagina';

interface RiparoState {
  /** What the browser said of it. */
  readonly reason?: string;
}

/**
 * A page that breaks, or whose file is no longer there because a new version came out, takes only itself away: the frame
 * stays, and says what to do.
 */
export class Riparo extends Component<{ readonly children: ReactNode }, RiparoState> {
  override state: RiparoState = {};

  static getDerivedStateFromError(error: unknown): RiparoState {
    return { reason: error instanceof Error ? error.message : '' };
  }

  override render(): ReactNode {
    if (this.state.reason === undefined) {
      return this.props.children;
    }
    const isGone = this.state.reason.includes('dynamically imported module');
    return (
      <Pagina titolo={isGone ? 'C’è una versione nuova' : 'Questa pagina si è interrotta'}>
        <p className="lead" role="alert">
          {isGone
            ? 'La console è stata aggiornata mentre era aperta: ricarica la pagina per continuare.'
            : 'È un difetto della console: i dati non sono stati toccati. Ricarica la pagina, o scegline un’altra.'}
        </p>
        <Button color="primary" onClick={() => location.reload()}>
          Ricarica
        </Button>
      </Pagina>
    );
  }
}
