import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { casoByCodice, casoById } from '../cartella/caso.loader.js';
import { scopoDi as scopoDelCaso } from '../cartella/caso.service.js';
import { Ambito } from '../territorio/ambito.entity.js';
import { leggiTesto } from './contenuto.service.js';
import { ContenutoInvio } from './contenuto.type.js';
import { BASI_GIURIDICHE, baseDi, CampoInvio } from './invio.basi.js';
import { Invio, InvioConnection } from './invio.entity.js';
import {
  ConcludiInvioInput,
  DichiaraConservazioneInput,
  FiltroInviiInput,
  InviaInput,
  InvioPayload,
  MotivoInvioInput,
  PassoInvioInput,
  PrendiInCaricoInput,
  PresaInCaricoPayload,
} from './invio.input.js';
import { invioByCodice } from './invio.loader.js';
import * as service from './invio.service.js';
import { AzioneInvio, transizioniInvio } from './invio.stati.js';
import { BaseGiuridicaInvio, DestinatarioInvio } from './invio.type.js';

const FILTRO = { nullable: true, description: 'Which; all of them when absent.' };
const PASSO = { description: 'Which one, as the caller saw it.' };

@Resolver(() => Invio)
export class InvioResolver {
  @Richiede('invio:manda')
  @Query(() => InvioConnection, {
    nullable: true,
    description: 'What was sent about the cases that the caller follows; what is due first comes first.',
  })
  inviiMandati(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroInviiInput, FILTRO) filtro: FiltroInviiInput | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Invio>> {
    return this.elenco('MITTENTE', filtro, page, ctx);
  }

  @Richiede('invio:rispondi')
  @Query(() => InvioConnection, {
    nullable: true,
    description: 'What was sent to the caller’s body; what is due first comes first.',
  })
  inviiRicevuti(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroInviiInput, FILTRO) filtro: FiltroInviiInput | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Invio>> {
    return this.elenco('DESTINATARIO', filtro, page, ctx);
  }

  private elenco(
    parte: 'MITTENTE' | 'DESTINATARIO',
    filtro: FiltroInviiInput | null,
    page: PageArgs,
    ctx: SubgraphContext,
  ): Promise<Page<Invio>> {
    const scopo = service.scopoDi(ctx.identity);
    return ctx.db.inspect(scopo, (tx, nomina) => service.listInvii(tx, nomina, parte, filtro ?? {}, page));
  }

  @Richiede('invio:leggi')
  @Query(() => Invio, { nullable: true, description: 'One of them; null when there is none for this caller.' })
  invio(
    @Arg('codice', () => String, { description: 'Its code.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Invio | null> {
    return ctx.loadInspected(invioByCodice, service.scopoDi(ctx.identity), codice);
  }

  @Richiede('invio:leggi')
  @Query(() => [BaseGiuridicaInvio], { nullable: true, description: 'On what law something may be sent.' })
  basiGiuridiche(): BaseGiuridicaInvio[] {
    return BASI_GIURIDICHE.map(({ campi, verso, ...base }) =>
      Object.assign(new BaseGiuridicaInvio(), { ...base, campi: [...campi], verso: [...verso] }),
    );
  }

  @Richiede('caso:leggi')
  @Query(() => ContenutoInvio, {
    nullable: true,
    description:
      'Exactly what would be sent of an open case, for who follows it; null for any other. Each person read is in the access log.',
  })
  anteprimaInvio(
    @Arg('caso', () => String, { description: 'Code of the case.' }) caso: string,
    @Arg('campi', () => [CampoInvio], { description: 'What would be agreed.' }) campi: CampoInvio[],
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContenutoInvio | null> {
    const { cifrario, identity } = ctx;
    return ctx.db.inspect(service.scopoDi(identity), (tx, nomina) =>
      service.anteprima(tx, cifrario, nomina, caso, campi),
    );
  }

  @Richiede('invio:manda')
  @Mutation(() => InvioPayload, {
    nullable: true,
    description:
      'Sends the agreed fields of a case, as they are now, to another body, which reads them after the delivery.',
  })
  async invia(
    @Arg('input', () => InviaInput, { description: 'What, to whom, and on what law.' }) input: InviaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.invia(tx, ctx.cifrario, input)) };
  }

  @Richiede('invio:rispondi')
  @Mutation(() => InvioPayload, { nullable: true, description: 'The receiver says yes.' })
  async accettaInvio(
    @Arg('input', () => PassoInvioInput, PASSO) input: PassoInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.accettaInvio(tx, input)) };
  }

  @Richiede('invio:rispondi')
  @Mutation(() => InvioPayload, { nullable: true, description: 'The receiver says no, and why.' })
  async rifiutaInvio(
    @Arg('input', () => MotivoInvioInput, PASSO) input: MotivoInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.rifiutaInvio(tx, ctx.cifrario, input)) };
  }

  @Richiede('invio:manda')
  @Mutation(() => InvioPayload, {
    nullable: true,
    description: 'The sender lets the receiver read it. A transfer closes the case here, in the same moment.',
  })
  async consegnaInvio(
    @Arg('input', () => PassoInvioInput, PASSO) input: PassoInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.consegnaInvio(tx, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => PresaInCaricoPayload, {
    nullable: true,
    description: 'The receiver of a transfer opens a case of its own from it, and is the first to follow it.',
  })
  async prendiInCarico(
    @Arg('input', () => PrendiInCaricoInput, PASSO) input: PrendiInCaricoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PresaInCaricoPayload> {
    return ctx.db.write((tx) => service.prendiInCarico(tx, ctx.cifrario, input));
  }

  @Richiede('invio:rispondi')
  @Mutation(() => InvioPayload, { nullable: true, description: 'The receiver says how it ended; both sides see it.' })
  async concludiInvio(
    @Arg('input', () => ConcludiInvioInput, PASSO) input: ConcludiInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.concludiInvio(tx, ctx.cifrario, input)) };
  }

  @Richiede('invio:manda')
  @Mutation(() => InvioPayload, {
    nullable: true,
    description: 'The sender takes it back: from this moment nobody can read what was in it, the sender included.',
  })
  async ritiraInvio(
    @Arg('input', () => MotivoInvioInput, PASSO) input: MotivoInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.ritiraInvio(tx, ctx.cifrario, input)) };
  }

  @Richiede('invio:rispondi')
  @Mutation(() => InvioPayload, {
    nullable: true,
    description: 'The receiver of what was taken back says that it deleted what it had written down.',
  })
  async confermaCancellazione(
    @Arg('input', () => PassoInvioInput, PASSO) input: PassoInvioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.confermaCancellazione(tx, input)) };
  }

  @Richiede('invio:rispondi')
  @Mutation(() => InvioPayload, {
    nullable: true,
    description: 'The receiver of what was taken back says what it keeps, why, and on what legal basis.',
  })
  async dichiaraConservazione(
    @Arg('input', () => DichiaraConservazioneInput, PASSO) input: DichiaraConservazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InvioPayload> {
    return { invio: await ctx.db.write((tx) => service.dichiaraConservazione(tx, ctx.cifrario, input)) };
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito that sent it.' })
  mittente(@Root() { ambitoId: numero }: Invio): Partial<Ambito> {
    return { numero };
  }

  @FieldResolver(() => DestinatarioInvio, { description: 'The body that it is for.' })
  destinatario(@Root() { versoAmbito, versoServizio, versoAsst, versoEnte }: Invio): DestinatarioInvio {
    const detto = { versoAmbito, servizio: versoServizio, asst: versoAsst, ente: versoEnte };
    return Object.assign(new DestinatarioInvio(), detto);
  }

  @FieldResolver(() => BaseGiuridicaInvio, { nullable: true, description: 'The law on which it was sent.' })
  baseGiuridica(@Root() { base }: Invio): BaseGiuridicaInvio | null {
    const trovata = baseDi(base);
    return trovata ? Object.assign(new BaseGiuridicaInvio(), { ...trovata, campi: [...trovata.campi] }) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was sent and what for.' })
  motivo(@Root() invio: Invio, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiTesto(cifrario, invio, 'motivo');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was refused; null unless it was.' })
  motivoRifiuto(@Root() invio: Invio, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiTesto(cifrario, invio, 'risposta');
  }

  @FieldResolver(() => String, { nullable: true, description: 'What was done and found; null until it ended.' })
  relazioneFinale(@Root() invio: Invio, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiTesto(cifrario, invio, 'relazioneFinale');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was taken back; null unless it was.' })
  motivoRitiro(@Root() invio: Invio, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiTesto(cifrario, invio, 'motivoRitiro');
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the receiver keeps and why; null when nothing.' })
  dichiarazione(@Root() invio: Invio, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiTesto(cifrario, invio, 'dichiarazione');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Code of the legal basis on which the receiver keeps something; null when nothing.',
  })
  baseConservazione(@Root() { baseConservazione }: Invio): string | null {
    return baseConservazione;
  }

  @FieldResolver(() => ContenutoInvio, {
    nullable: true,
    description:
      'What is in it: for the receiver from the delivery on, for nobody once it was taken back. Each reading is in the access log.',
  })
  contenuto(@Root() invio: Invio, @Ctx() { cifrario, identity }: SubgraphContext): Promise<ContenutoInvio | null> {
    return service.leggiContenuto(cifrario, invio, identity);
  }

  @FieldResolver(() => Int, { description: 'Days by which an answer is late; 0 when it is not, or was given.' })
  giorniDiRitardo(@Root() invio: Invio): number {
    return service.giorniDiRitardo(invio);
  }

  @FieldResolver(() => Boolean, { description: 'Whether an answer is late.' })
  inRitardo(@Root() invio: Invio): boolean {
    return service.giorniDiRitardo(invio) > 0;
  }

  @FieldResolver(() => [AzioneInvio], { description: 'What this caller can do with it now.' })
  azioniPossibili(@Root() invio: Invio, @Ctx() { identity }: SubgraphContext): AzioneInvio[] {
    return transizioniInvio.azioniPossibili(invio.stato, identity, service.vistoDa(invio, identity));
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => Caso, {
    nullable: true,
    description: 'The case that it is about, for who sent it; the one that was opened from it, for who received it.',
  })
  caso(@Root() invio: Invio, @Ctx() ctx: SubgraphContext): Promise<Caso | null> | null {
    const scopo = scopoDelCaso(ctx.identity);
    if (service.vistoDa(invio, ctx.identity).parte === 'MITTENTE') {
      return ctx.loadInspected(casoById, scopo, invio.casoId);
    }
    return invio.casoRicevente === null ? null : ctx.loadInspected(casoByCodice, scopo, invio.casoRicevente);
  }
}

@Resolver(() => DestinatarioInvio)
export class DestinatarioInvioResolver {
  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito; null for a trust or a body.' })
  ambito(@Root() { versoAmbito: numero }: DestinatarioInvio): Partial<Ambito> | null {
    return numero === null ? null : { numero };
  }
}
