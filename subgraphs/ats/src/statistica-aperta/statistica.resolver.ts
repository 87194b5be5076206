import {
  type Blocco,
  bloccoDiFile,
  dizionarioDi,
  paginaEdizioni,
  paginaStatistiche,
} from '@trama/publication/statistiche.loader';
import type { Tx } from '@trama/database/database';
import { type Page, PageArgs } from '@trama/schema/page';
import { Asked, type AskedFields } from '@trama/subgraph/asked-fields';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/territorio.entity.js';
import { ambitoByNumero } from '../territorio/territorio.loader.js';
import { StatisticheArgs } from './statistica.input.js';
import {
  BloccoFileStatistiche,
  EdizioneStatistica,
  EdizioneStatisticaConnection,
  Ente,
  FileStatistiche,
  FormatoFileStatistiche,
  Statistica,
  StatisticaConnection,
} from './statistica.type.js';

const FILE: Readonly<
  Record<FormatoFileStatistiche, (tx: Tx, edizione: string, dopo: number) => Promise<Blocco | null>>
> = {
  CSV: (tx, edizione, dopo) => bloccoDiFile(tx, edizione, 'csv', dopo),
  NDJSON: (tx, edizione, dopo) => bloccoDiFile(tx, edizione, 'ndjson', dopo),
  DIZIONARIO_JSON: (tx, edizione) => dizionarioDi(tx, edizione, 'json'),
  DIZIONARIO_TESTO: (tx, edizione) => dizionarioDi(tx, edizione, 'testo'),
};

@Resolver(() => Statistica)
export class StatisticaResolver {
  @Richiede('statistica:leggi')
  @Query(() => StatisticaConnection, {
    description:
      'Every published figure, the same for everybody: of the current edition of each set of figures, or of one edition. The pages of a list stay together when an edition comes out meanwhile.',
  })
  statistiche(@Args() args: StatisticheArgs, @Ctx() ctx: SubgraphContext): Promise<Page<Statistica>> {
    return ctx.published.read((tx) => paginaStatistiche(tx, args, args));
  }

  @Richiede('statistica:leggi')
  @Query(() => EdizioneStatisticaConnection, {
    description: 'Every edition that ever came out, by set of figures, the oldest first.',
  })
  edizioniStatistiche(
    @Args() page: PageArgs,
    @Arg('cubo', () => String, { nullable: true, description: 'Only of this set of figures.' }) cubo: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<EdizioneStatistica>> {
    return ctx.published.read((tx) => paginaEdizioni(tx, cubo, page));
  }

  @Richiede('statistica:leggi')
  @Query(() => BloccoFileStatistiche, {
    nullable: true,
    description:
      'A piece of a file of an edition; null when there is no such edition. Whoever wants the file downloads it at its address.',
  })
  fileStatistiche(
    @Arg('edizione', () => String, { description: 'Code of the edition.' }) edizione: string,
    @Arg('formato', () => FormatoFileStatistiche, { description: 'Which file.' }) formato: FormatoFileStatistiche,
    @Arg('dopo', () => Int, { defaultValue: 0, description: '`dopo` of the piece before; 0 for the first.' })
    dopo: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BloccoFileStatistiche | null> {
    if (dopo > 0) {
      ctx.notWorthKeeping(); // a download wants each piece once, and a long file has more of them than there is room for
    }
    return ctx.published.read((tx) => FILE[formato](tx, edizione, Math.max(0, dopo)));
  }

  @FieldResolver(() => Ambito, {
    nullable: true,
    description: 'The ambito; null for a body, for a contributor outside the ATS and for all together.',
  })
  async ambito(
    @Root() { ambito: numero }: Statistica,
    @Ctx() ctx: SubgraphContext,
    @Asked() campi: AskedFields,
  ): Promise<Pick<Ambito, 'numero'> | null> {
    if (numero === null) {
      return null;
    }
    // Who asks for its number alone, which is here, makes nobody read the register.
    return soloNumero(campi) ? { numero } : ctx.published.load(ambitoByNumero, numero);
  }

  @FieldResolver(() => Ente, { nullable: true, description: 'The body that counted; null for an ambito.' })
  ente(@Root() { ente: codice }: Statistica): Ente | null {
    return codice === null ? null : { codice };
  }

  @FieldResolver(() => String, { description: 'Licence of the figure.' })
  licenza(@Root() { edizione }: Statistica): string {
    return edizione.licenza;
  }
}

const soloNumero = (campi: AskedFields): boolean =>
  [...campi].every((campo) => campo === 'numero' || campo === '__typename');

@Resolver(() => EdizioneStatistica)
export class EdizioneStatisticaResolver {
  @FieldResolver(() => FileStatistiche, { description: 'Its cells as CSV.' })
  csv(@Root() { codice, csvSha256: sha256, csvByte: byte }: EdizioneStatistica): FileStatistiche {
    return { indirizzo: `/dati/${codice}.csv`, sha256, byte };
  }

  @FieldResolver(() => FileStatistiche, { description: 'Its cells as NDJSON: one JSON object a line.' })
  ndjson(@Root() { codice, ndjsonSha256: sha256, ndjsonByte: byte }: EdizioneStatistica): FileStatistiche {
    return { indirizzo: `/dati/${codice}.ndjson`, sha256, byte };
  }

  @FieldResolver(() => String, { description: 'Where its dictionary for people is, as Markdown.' })
  dizionario(@Root() { codice }: EdizioneStatistica): string {
    return `/dati/${codice}.dizionario.md`;
  }

  @FieldResolver(() => String, { description: 'Where its dictionary for programs is, as JSON.' })
  dizionarioJson(@Root() { codice }: EdizioneStatistica): string {
    return `/dati/${codice}.dizionario.json`;
  }
}
