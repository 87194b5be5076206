import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { pubblicateDi } from '../indicatore/lettura.js';
import { anniTra, indicatoriDi } from '../indicatore/indicatore.service.js';
import { IndicatorePoverta } from '../indicatore/indicatore-completo.type.js';
import { OsservatorioPoverta } from '../osservatorio.type.js';
import { differenzeTra } from './differenze.js';
import { DifferenzaCella, EdizioneOsservatorio, LetturaEdizione } from './edizione.entity.js';
import { EdizionePayload, FissaEdizioneInput, LetturaPayload, ScriviLetturaInput } from './edizione.input.js';
import {
  celleByEdizione,
  edizioneByCodice,
  edizioneByOrdine,
  lettureByEdizione,
  listEdizioni,
  motiviByEdizione,
  numeroCorrente,
} from './edizione.loader.js';
import * as service from './edizione.service.js';

@Resolver(() => OsservatorioPoverta)
export class EdizioniResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [EdizioneOsservatorio], {
    nullable: true,
    description: 'The editions of its meetings, the newest first: two or three a year.',
  })
  edizioni(@Ctx() ctx: SubgraphContext): Promise<EdizioneOsservatorio[]> {
    return ctx.db.read(listEdizioni);
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => EdizioneOsservatorio, {
    nullable: true,
    description: 'An edition by its code; null when there is none.',
  })
  edizione(
    @Arg('codice', () => String, { description: 'Such as OPP-2026-1.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EdizioneOsservatorio | null> {
    return ctx.db.read((tx) => edizioneByCodice(tx, codice));
  }
}

@Resolver(() => EdizioneOsservatorio)
export class EdizioneResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [IndicatorePoverta], {
    nullable: true,
    description: 'Its indicators, as they were when it was fixed.',
  })
  async indicatori(
    @Root() { numero }: EdizioneOsservatorio,
    @Arg('dal', () => Int, { description: 'First year.' }) dal: number,
    @Arg('al', () => Int, { description: 'Last year.' }) al: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IndicatorePoverta[]> {
    return indicatoriDi(await pubblicateDi(ctx.published, anniTra(dal, al), numero));
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => EdizioneOsservatorio, { nullable: true, description: 'The one before; null for the first.' })
  precedente(
    @Root() { ordine }: EdizioneOsservatorio,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EdizioneOsservatorio | null> {
    return ctx.load(edizioneByOrdine, ordine - 1);
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => [DifferenzaCella], {
    nullable: true,
    description: 'Every cell that is not as it was in the edition before, with the reason. Empty for the first.',
  })
  async differenze(@Root() edizione: EdizioneOsservatorio, @Ctx() ctx: SubgraphContext): Promise<DifferenzaCella[]> {
    const precedente = await ctx.load(edizioneByOrdine, edizione.ordine - 1);
    if (!precedente) {
      return [];
    }
    const motivi = await ctx.load(motiviByEdizione, edizione.id);
    const [prima, dopo] = await ctx.published.read((tx) => celleByEdizione(tx, [precedente.numero, edizione.numero]));
    return differenzeTra(prima!, dopo!, motivi);
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => [LetturaEdizione], {
    nullable: true,
    description: 'What the observatory read in it, by theme; every revision, the newest first.',
  })
  letture(@Root() { id }: EdizioneOsservatorio, @Ctx() ctx: SubgraphContext): Promise<LetturaEdizione[]> {
    return ctx.load(lettureByEdizione, id);
  }
}

@Resolver()
export class ScritturaEdizioneResolver {
  @Richiede('osservatorio:coordina')
  @Mutation(() => EdizionePayload, {
    nullable: true,
    description:
      'Fixes what is published now as the edition of a meeting. Figures that the edition before told and that are not as they were need a reason; the refusal names them.',
  })
  async fissaEdizione(
    @Arg('input', () => FissaEdizioneInput, { description: 'Which meeting, and the reasons.' })
    input: FissaEdizioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EdizionePayload> {
    const numero = await ctx.published.read(numeroCorrente);
    const celle = async (quale: number) => (await ctx.published.read((tx) => celleByEdizione(tx, [quale])))[0]!;
    return { edizione: await ctx.db.write((tx) => service.fissaEdizione(tx, input, { numero, celle })) };
  }

  @Richiede('osservatorio:coordina')
  @Mutation(() => LetturaPayload, {
    nullable: true,
    description: 'Adds what the observatory reads in an edition on a theme, signed by the role of whoever writes it.',
  })
  async scriviLettura(
    @Arg('input', () => ScriviLetturaInput, { description: 'Which edition, theme and text.' })
    input: ScriviLetturaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LetturaPayload> {
    return { lettura: await ctx.db.write((tx) => service.scriviLettura(tx, input)) };
  }
}
