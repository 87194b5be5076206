import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campagna, Destinatario, Voce } from './campagna.entity.js';
import { campagnaById, destinatarioById, vociByCampagna } from './campagna.loader.js';
import { vistaDiCompilazione } from './campagna.service.js';
import {
  Compilazione,
  FiguraRipresa,
  Modifica,
  Passaggio,
  ValoreCompilato,
  ViolazioneRegola,
} from './compilazione.entity.js';
import {
  comeRisposta,
  compilazioneById,
  dovutaByCompilazione,
  type Fascicolo,
  fascicoloByCompilazione,
  modificheByValore,
  passaggiByCompilazione,
  valoriDi,
  violazioniDi,
} from './compilazione.loader.js';
import * as service from './compilazione.service.js';
import {
  AccettaProposteInput,
  CompilazioneArgs,
  CompilazionePayload,
  SalvaCompilazioneInput,
  TransizioneCompilazioneInput,
} from './rilevazione.input.js';
import { AzioneCompilazione, transizioniCompilazione, valoriLeggibili } from './rilevazione.stati.js';
import type { Tx } from '@trama/database/database';

type Transizione = (tx: Tx, input: TransizioneCompilazioneInput) => Promise<Compilazione>;

const passo = async (
  ctx: SubgraphContext,
  transizione: Transizione,
  input: TransizioneCompilazioneInput,
): Promise<CompilazionePayload> => ({ compilazione: await ctx.db.write((tx) => transizione(tx, input)) });

const QUALE = { description: 'Which answer, as the caller saw it.' };

@Resolver(() => Compilazione)
export class CompilazioneResolver {
  @Richiede('rilevazione:leggi')
  @Query(() => Compilazione, { nullable: true, description: 'An answer; null for one that the caller may not see.' })
  compilazione(@Args() { id }: CompilazioneArgs, @Ctx() ctx: SubgraphContext): Promise<Compilazione | null> {
    return ctx.load(compilazioneById, id);
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Writes values into an answer that is a BOZZA. A value that is wrong in itself is refused with all the others; what the rules say comes back in `violazioni`.',
  })
  async salvaCompilazione(
    @Arg('input', () => SalvaCompilazioneInput, { description: 'The values.' }) input: SalvaCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return { compilazione: await ctx.db.write((tx) => service.salvaCompilazione(tx, input)) };
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Writes proposals that were counted from case files, as PRECOMPILATO: those that the caller saw and names.',
  })
  async accettaProposte(
    @Arg('input', () => AccettaProposteInput, { description: 'The proposals.' }) input: AccettaProposteInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return { compilazione: await ctx.db.write((tx) => service.accettaProposte(tx, input)) };
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Sends an answer to the coordination. Errors, and warnings on a voce without a note, keep it back: it comes back a BOZZA, with `violazioni`.',
  })
  inviaCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.inviaCompilazione, input);
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, { nullable: true, description: 'Takes an answer back before it is reviewed.' })
  ritiraCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.ritiraCompilazione, input);
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, { nullable: true, description: 'Takes up a rejected answer again.' })
  riprendiCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.riprendiCompilazione, input);
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Begins a new edition of an approved answer, for the reason in `motivo`. The approved one counts meanwhile.',
  })
  correggiCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.correggiCompilazione, input);
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description: 'Begins the review: the contributor can no longer take the answer back.',
  })
  prendiInRevisioneCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.prendiInRevisione, input);
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Sends an answer back to be revised, for the reason in `motivo`. It is a BOZZA again, and not rejected.',
  })
  rimandaCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.rimandaCompilazione, input);
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description: 'Rejects an answer, for the reason in `motivo`.',
  })
  respingiCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.respingiCompilazione, input);
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description: 'Accepts an answer. It never changes again: a correction is a new edition.',
  })
  approvaCompilazione(
    @Arg('input', () => TransizioneCompilazioneInput, QUALE) input: TransizioneCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return passo(ctx, service.approvaCompilazione, input);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Destinatario, { nullable: true, description: 'Whose answer it is.' })
  destinatario(@Root() { ambitoId }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<Destinatario | null> {
    return ctx.load(destinatarioById, ambitoId);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Campagna, { nullable: true, description: 'The campaign that it answers.' })
  campagna(@Root() { campagnaId }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<Campagna | null> {
    return ctx.load(campagnaById, campagnaId);
  }

  @FieldResolver(() => String, { description: 'Code of the collection that it answers.' })
  async rilevazione(@Root() { campagnaId }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<string> {
    return (await ctx.load(campagnaById, campagnaId))!.rilevazione;
  }

  @FieldResolver(() => Int, { description: 'Year that its figures speak of.' })
  async anno(@Root() { campagnaId }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await ctx.load(campagnaById, campagnaId))!.anno;
  }

  @FieldResolver(() => Int, {
    description: 'Place that the people of its contributor work for: the number of an ambito, or one after the last.',
  })
  luogo(@Root() { ambitoId }: Compilazione): number {
    return ambitoId;
  }

  @FieldResolver(() => Boolean, {
    description:
      'True while its contributor owes it: that is, owes the collection on the last day of the year. One that is not owed counts nowhere, and keeps what was written.',
  })
  dovuta(@Root() { id }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<boolean> {
    return ctx.load(dovutaByCompilazione, id);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [ValoreCompilato], {
    nullable: true,
    description:
      'Every voce of the form in its order, the calculated ones included; empty for who may not read them, as the coordination those of a BOZZA.',
  })
  async valori(@Root() compilazione: Compilazione, @Ctx() ctx: SubgraphContext): Promise<ValoreCompilato[]> {
    const fascicolo = await fascicoloPer(ctx, compilazione);
    return fascicolo ? valoriDi(fascicolo) : [];
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [ViolazioneRegola], {
    nullable: true,
    description: 'All that is wrong with it now, in the order of the form.',
  })
  violazioni(@Root() compilazione: Compilazione, @Ctx() ctx: SubgraphContext): Promise<ViolazioneRegola[]> {
    return violazioniPer(ctx, compilazione);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Passaggio], { nullable: true, description: 'All that happened to it, from its beginning.' })
  passaggi(@Root() { id }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<Passaggio[]> {
    return ctx.load(passaggiByCompilazione, id);
  }

  @FieldResolver(() => [AzioneCompilazione], { description: 'What this caller can do to it now.' })
  async azioniPossibili(
    @Root() compilazione: Compilazione,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AzioneCompilazione[]> {
    const [campagna, dovuta] = await Promise.all([
      ctx.load(campagnaById, compilazione.campagnaId),
      ctx.load(dovutaByCompilazione, compilazione.id),
    ]);
    const vista = vistaDiCompilazione(compilazione, campagna!, dovuta);
    return transizioniCompilazione.azioniPossibili(compilazione.stato, ctx.identity, vista);
  }
}

@Resolver(() => CompilazionePayload)
export class CompilazionePayloadResolver {
  @FieldResolver(() => [ViolazioneRegola], { description: 'All that is wrong with it now, in the order of the form.' })
  violazioni(@Root() { compilazione }: CompilazionePayload, @Ctx() ctx: SubgraphContext): Promise<ViolazioneRegola[]> {
    return violazioniPer(ctx, compilazione);
  }
}

/** The coordination reads what was sent, and does not judge what is still being written. */
async function fascicoloPer(ctx: SubgraphContext, { id, stato }: Compilazione): Promise<Fascicolo | null> {
  return valoriLeggibili(stato, ctx.identity) ? ctx.load(fascicoloByCompilazione, id) : null;
}

async function violazioniPer(ctx: SubgraphContext, compilazione: Compilazione): Promise<ViolazioneRegola[]> {
  const fascicolo = await fascicoloPer(ctx, compilazione);
  return comeRisposta(fascicolo ? violazioniDi(fascicolo) : []);
}

@Resolver(() => ValoreCompilato)
export class ValoreCompilatoResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Voce, { nullable: true, description: 'What was asked.' })
  async voce(@Root() { campagnaId, codiceVoce }: ValoreCompilato, @Ctx() ctx: SubgraphContext): Promise<Voce | null> {
    const voci = await ctx.load(vociByCampagna, campagnaId);
    return voci.find(({ codice }) => codice === codiceVoce) ?? null;
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => FiguraRipresa, {
    nullable: true,
    description: 'The figure of another answer that it was taken from; null for one that was not.',
  })
  ripresoDa(@Root() { ripresoDaId, ripresaVoce }: ValoreCompilato): FiguraRipresa | null {
    return ripresoDaId && ripresaVoce ? { compilazioneId: ripresoDaId, voce: ripresaVoce } : null;
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Modifica], {
    nullable: true,
    description: 'Every value that it had, from the first; for the coordination, every value that was sent.',
  })
  storia(@Root() { compilazioneId, codiceVoce }: ValoreCompilato, @Ctx() ctx: SubgraphContext): Promise<Modifica[]> {
    return ctx.load(modificheByValore, `${compilazioneId} ${codiceVoce}`);
  }
}
