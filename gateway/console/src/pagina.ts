import type { ComponentType } from 'react';

export interface Pagina {
  /** As wouter writes it: /cabina-di-regia/ambiti/:numero. */
  readonly percorso: string;
  readonly titolo: string;
  readonly carica: () => Promise<ComponentType>;
  /** Absent: reached from other pages only. */
  readonly menu?: VoceMenu;
}

export interface VoceMenu {
  readonly gruppo: Gruppo;
  readonly etichetta: string;
  /** Shown only to who has it; absent: to everybody. */
  readonly permesso?: string;
}

export const GRUPPI = ['Programmare', 'Tavoli e dati', 'Affido', 'Casi e famiglie', 'Piattaforma'] as const;
export type Gruppo = (typeof GRUPPI)[number];
