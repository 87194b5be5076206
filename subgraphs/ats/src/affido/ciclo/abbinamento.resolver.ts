import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { type Page, PageArgs } from '@trama/schema/page';
import { InternoError } from '@trama/subgraph/cliente-interno';
import { nonRisponde, SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { puoCercare } from '../candidati/candidati.service.js';
import { FamigliaAffidataria } from '../famiglia/famiglia.entity.js';
import { famigliaById, servizioMio } from '../famiglia/famiglia.loader.js';
import { etaOggi } from '../scheda/esigenze.js';
import { RichiestaAffido } from '../scheda/scheda.entity.js';
import { schedaByCodice } from '../scheda/scheda.loader.js';
import { portaStatiVoluti, prendiSchede } from '../scheda/scheda.periodico.js';
import {
  Abbinamento,
  AbbinamentoConnection,
  BisogniAbbinamento,
  PassoAbbinamento,
  TerminiAffido,
} from './abbinamento.entity.js';
import {
  AbbinamentoPayload,
  ConcludiAffidoInput,
  FiltroAbbinamenti,
  ProponiAbbinamentoInput,
  RegistraProrogaInput,
  RegistraVerificaInput,
  TransizioneAbbinamentoInput,
} from './abbinamento.input.js';
import * as loader from './abbinamento.loader.js';
import * as service from './abbinamento.service.js';
import { AzioneAbbinamento, transizioniAbbinamento } from './abbinamento.stati.js';
import { proponi } from './proponi.service.js';

@Resolver(() => Abbinamento)
export class AbbinamentoResolver {
  @Richiede('affido:abbina')
  @Query(() => AbbinamentoConnection, {
    nullable: true,
    description:
      'Families and requests brought together: all for the table of fostering, for a service those of its families and of its requests.',
  })
  abbinamenti(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroAbbinamenti, { nullable: true, description: 'Which; all of them when absent.' })
    filtro: FiltroAbbinamenti | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Abbinamento>> {
    return ctx.db.read((tx) => service.listAbbinamenti(tx, filtro ?? {}, page));
  }

  @Richiede('affido:abbina')
  @Query(() => Abbinamento, { nullable: true, description: 'One of them; null when there is none for this caller.' })
  abbinamento(
    @Arg('codice', () => String, { description: 'Its code.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Abbinamento | null> {
    return ctx.db.read((tx) => service.trovaAbbinamento(tx, { codice }));
  }

  @Richiede('affido:proponi')
  @Mutation(() => AbbinamentoPayload, {
    nullable: true,
    description: 'Proposes a candidate for a request; with a reason when it is not the first one.',
  })
  async proponiAbbinamento(
    @Arg('input', () => ProponiAbbinamentoInput, { description: 'Which family for which request.' })
    input: ProponiAbbinamentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    await ctx.conAmbito((banco) => prendiSchede(banco, [input.richiesta])).catch(richiestaFresca);
    return scritto(ctx, (tx) => proponi(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, {
    nullable: true,
    description:
      'Agrees, for the caller’s own service; the table of fostering agrees for those that have not, with a reason. Accepted when both agreed.',
  })
  accettaAbbinamento(
    @Arg('input', () => TransizioneAbbinamentoInput, { description: 'Which one, as the caller saw it.' })
    input: TransizioneAbbinamentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.accetta(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, { nullable: true, description: 'Refuses, with a reason.' })
  rifiutaAbbinamento(
    @Arg('input', () => TransizioneAbbinamentoInput, { description: 'Which one, as the caller saw it, and why.' })
    input: TransizioneAbbinamentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.rifiuta(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, { nullable: true, description: 'The minor is with the family from a day on.' })
  avviaAffido(
    @Arg('input', () => TransizioneAbbinamentoInput, { description: 'Which one, as the caller saw it, and when.' })
    input: TransizioneAbbinamentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.avvia(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, { nullable: true, description: 'The fostering ended.' })
  concludiAffido(
    @Arg('input', () => ConcludiAffidoInput, { description: 'Which one, as the caller saw it, when and how.' })
    input: ConcludiAffidoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.concludi(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, { nullable: true, description: 'Writes down a six-monthly review.' })
  registraVerificaAffido(
    @Arg('input', () => RegistraVerificaInput, { description: 'Of which one, as the caller saw it, and when.' })
    input: RegistraVerificaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.verifica(tx, input));
  }

  @Richiede('affido:abbina')
  @Mutation(() => AbbinamentoPayload, {
    nullable: true,
    description: 'Writes down that a judge extended a fostering beyond twenty-four months.',
  })
  registraProrogaAffido(
    @Arg('input', () => RegistraProrogaInput, { description: 'Which one, as the caller saw it, and how long.' })
    input: RegistraProrogaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AbbinamentoPayload> {
    return scritto(ctx, (tx) => service.proroga(tx, input));
  }

  @FieldResolver(() => FamigliaAffidataria, { nullable: true, description: 'The family.' })
  famiglia(@Root() { famigliaId }: Abbinamento, @Ctx() ctx: SubgraphContext): Promise<FamigliaAffidataria | null> {
    return ctx.load(famigliaById, famigliaId);
  }

  @Richiede('affido:leggi')
  @FieldResolver(() => RichiestaAffido, {
    nullable: true,
    description: 'The request; null for who is only asked for a family, and reads `bisogni`.',
  })
  richiesta(
    @Root() { richiestaCodice: codice, richiestaAmbito: ambito }: Abbinamento,
    @Ctx() { identity }: SubgraphContext,
  ): Pick<RichiestaAffido, 'codice'> | null {
    return puoCercare(identity, { ambito }) ? { codice } : null;
  }

  @FieldResolver(() => BisogniAbbinamento, {
    nullable: true,
    description: 'What is looked for, for who has the family and cannot read the request.',
  })
  async bisogni(
    @Root() { richiestaCodice }: Abbinamento,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BisogniAbbinamento | null> {
    const scheda = await ctx.load(schedaByCodice, richiestaCodice);
    const oggi = oggiARoma();
    return (
      scheda &&
      Object.assign(new BisogniAbbinamento(), {
        ...scheda,
        eta: etaOggi(scheda, oggi),
        etaFratelli: scheda.etaFratelli.map((eta) => etaOggi({ ...scheda, eta }, oggi)),
      })
    );
  }

  @FieldResolver(() => [PassoAbbinamento], { description: 'What it came to, step by step.' })
  passi(@Root() { id }: Abbinamento, @Ctx() ctx: SubgraphContext): Promise<PassoAbbinamento[]> {
    return ctx.load(loader.passiByAbbinamento, id);
  }

  @FieldResolver(() => TerminiAffido, {
    nullable: true,
    description: 'When it must be looked at; null for a fostering that does not go on.',
  })
  async termini(@Root() abbinamento: Abbinamento, @Ctx() ctx: SubgraphContext): Promise<TerminiAffido | null> {
    return service.terminiDi(abbinamento, await ctx.load(loader.verificheByAbbinamento, abbinamento.id));
  }

  @FieldResolver(() => [AzioneAbbinamento], { description: 'What this caller can do to it now.' })
  async azioniPossibili(@Root() abbinamento: Abbinamento, @Ctx() ctx: SubgraphContext): Promise<AzioneAbbinamento[]> {
    const parti = service.partiDi(ctx.identity, await ctx.load(servizioMio, 'mio'), abbinamento);
    const daDare =
      (abbinamento.accordoFamigliaIl === null && (parti.famiglia || parti.tavolo)) ||
      (abbinamento.accordoMinoreIl === null && (parti.minore || parti.tavolo));
    return transizioniAbbinamento
      .azioniPossibili(abbinamento.stato, ctx.identity)
      .filter((azione) => (azione === AzioneAbbinamento.ACCETTA ? daDare : service.prosegue(abbinamento)));
  }
}

@Resolver(() => RichiestaAffido)
export class AbbinamentiDellaRichiestaResolver {
  @Richiede('affido:abbina')
  @FieldResolver(() => [Abbinamento], {
    nullable: true,
    description: 'The families that were proposed for it, the first first, of those that the caller may see.',
  })
  abbinamenti(@Root() { codice }: RichiestaAffido, @Ctx() ctx: SubgraphContext): Promise<Abbinamento[]> {
    return ctx.load(loader.abbinamentiByRichiesta, codice);
  }
}

/** A proposal stands on what the ambito asks now: without it there is none. A text that is no code is nobody's request. */
function richiestaFresca(error: unknown): void {
  if (!(error instanceof InternoError)) {
    throw error;
  }
  if (error.status !== 400) {
    throw nonRisponde('ambito');
  }
}

/** Writes, and tells the ambito where its request stands now; when it does not answer, the job tells it later. */
async function scritto(ctx: SubgraphContext, work: (tx: Tx) => Promise<Abbinamento>): Promise<AbbinamentoPayload> {
  const abbinamento = await ctx.db.write(work);
  await ctx.conAmbito((banco) => portaStatiVoluti(banco, [abbinamento.richiestaCodice])).catch(() => undefined);
  return { abbinamento };
}
