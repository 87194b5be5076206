type Texts = Readonly<Record<string, string>>;

/** Who may do what, as @trama/kernel has it. */
export interface Access {
  readonly permessi: Texts;
  readonly ruoli: Texts;
  readonly permessiDiRuolo: Readonly<Record<string, readonly string[]>>;
  /** Where a role must be placed to mean anything. */
  readonly luogoDiRuolo: Readonly<Partial<Record<string, string>>>;
  readonly scope: Texts;
}

/** What the pages of schema/ are printed from. */
export interface Sources {
  /** SDL of each subgraph by its name, in the order in which they are composed. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** What each code means. */
  readonly errors: Texts;
  readonly access: Access;
}

export const SUBGRAPHS: readonly string[];
export function loadSources(repository: string): Promise<Sources>;
