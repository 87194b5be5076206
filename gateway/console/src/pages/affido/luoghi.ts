import { useDomanda } from '../../graph/domanda';
import { ConsoleComuniProvinciaDocument, type ConsoleComuniProvinciaQuery } from '../../graph/operazioni/affido';
import type { Luogo } from './esigenze';

/** The comuni to choose from: those of one ambito, and all of them by name. */
export const useComuni = () => useDomanda({ query: ConsoleComuniProvinciaDocument, variables: {} });

export const comuniDi = ({ ambiti }: ConsoleComuniProvinciaQuery, ambito: number | null): readonly Luogo[] =>
  ambiti.find(({ numero }) => numero === ambito)?.comuni ?? [];

export const tuttiIComuni = ({ ambiti }: ConsoleComuniProvinciaQuery): Luogo[] =>
  ambiti.flatMap(({ comuni }) => comuni).sort((a, b) => a.nome.localeCompare(b.nome, 'it'));
