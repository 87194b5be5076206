import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '@trama/database/database';
import { Abbinamento } from '../ciclo/abbinamento.entity.js';
import { abbinamentiByFamiglia } from '../ciclo/abbinamento.loader.js';
import { Ambito } from '../../territorio/territorio.entity.js';
import { ambitoByNumero } from '../../territorio/territorio.loader.js';
import { Comune, Disponibilita, FamigliaAffidataria, IdentitaFamiglia, ServizioAffidi } from './famiglia.entity.js';
import {
  AggiornaFamigliaInput,
  AmmettiServizioInput,
  FamigliaAffidatariaPayload,
  FermaFamigliaInput,
  IdentitaFamigliaInput,
  RegistraFamigliaInput,
  ServizioAffidiPayload,
  SullaFamigliaInput,
} from './famiglia.input.js';
import { famigliaByCodice, servizioByCodice, servizioMio } from './famiglia.loader.js';
import * as service from './famiglia.service.js';
import { identitaDiFamiglie, leggiIdentita } from './identita.service.js';
import { AzioneFamiglia, transizioniFamiglia } from './famiglia.stati.js';

@Resolver(() => FamigliaAffidataria)
export class FamigliaAffidatariaResolver {
  @Richiede('affido:abbina')
  @Query(() => FamigliaAffidataria, {
    nullable: true,
    description:
      'One family; null when there is none for this caller. A service sees its own, and those of others as candidates.',
  })
  famigliaAffidataria(
    @Arg('codice', () => String, { description: 'Code of the family.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidataria | null> {
    return ctx.load(famigliaByCodice, codice);
  }

  @FieldResolver(() => Comune, { nullable: true, description: 'Home comune.' })
  comune(@Root() { comuneIstat: codiceIstat }: FamigliaAffidataria): Comune {
    return { codiceIstat };
  }

  @FieldResolver(() => ServizioAffidi, { nullable: true, description: 'The service that registered it.' })
  servizioAffidi(
    @Root() { servizioCodice }: FamigliaAffidataria,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServizioAffidi | null> {
    return ctx.load(servizioByCodice, servizioCodice);
  }

  @FieldResolver(() => Disponibilita, { description: 'What it offers.' })
  disponibilita(@Root() { disponibileDal: dal, disponibileAl: al, ...famiglia }: FamigliaAffidataria): Disponibilita {
    return Object.assign(new Disponibilita(), { ...famiglia, dal, al });
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Members; null for a family of another service.' })
  async componenti(@Root() famiglia: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    return (await intera(ctx, famiglia)) ? famiglia.componenti : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Children of its own at home; null when it is not known, and for a family of another service.',
  })
  async figli(@Root() famiglia: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    return (await intera(ctx, famiglia)) ? famiglia.figli : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Fosterings that it ended before the bank knew it; null for a family of another service.',
  })
  async affidiPrecedenti(@Root() famiglia: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    return (await intera(ctx, famiglia)) ? famiglia.affidiPrecedenti : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it is suspended or gone; null otherwise, and for a family of another service.',
  })
  async motivoStato(@Root() famiglia: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    return (await intera(ctx, famiglia)) ? famiglia.motivoStato : null;
  }

  @Richiede('famiglia:gestisci')
  @FieldResolver(() => IdentitaFamiglia, {
    nullable: true,
    description: 'Who it is, for the service that registered it: each reading is in the access log. Null for others.',
  })
  async identita(@Root() famiglia: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<IdentitaFamiglia | null> {
    const riga = await ctx.loadInspected(identitaDiFamiglie, 'AFFIDO', famiglia);
    return riga && leggiIdentita(ctx.cifrario, riga);
  }

  @FieldResolver(() => [Abbinamento], {
    nullable: true,
    description: 'The requests that it was proposed for, the first first, of those that the caller may see.',
  })
  abbinamenti(@Root() { id }: FamigliaAffidataria, @Ctx() ctx: SubgraphContext): Promise<Abbinamento[]> {
    return ctx.load(abbinamentiByFamiglia, id);
  }

  @FieldResolver(() => [AzioneFamiglia], { description: 'What this caller can do to it now.' })
  async azioniPossibili(
    @Root() { stato, servizioCodice }: FamigliaAffidataria,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AzioneFamiglia[]> {
    const sua = (await ctx.load(servizioMio, 'mio')) === servizioCodice;
    return sua ? transizioniFamiglia.azioniPossibili(stato, ctx.identity) : [];
  }
}

@Resolver(() => ServizioAffidi)
export class ServizioAffidiResolver {
  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito, for a public service.' })
  ambito(@Root() { ambitoId }: ServizioAffidi, @Ctx() ctx: SubgraphContext): Promise<Ambito | null> {
    return ambitoId === null ? Promise.resolve(null) : ctx.load(ambitoByNumero, ambitoId);
  }
}

@Resolver()
export class FamigliaMutationResolver {
  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, {
    nullable: true,
    description: 'Registers a family with the caller’s own service.',
  })
  registraFamiglia(
    @Arg('input', () => RegistraFamigliaInput, { description: 'The family, and what it offers.' })
    input: RegistraFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.registraFamiglia(tx, ctx.cifrario, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, { nullable: true, description: 'Changes what it is and offers.' })
  aggiornaFamiglia(
    @Arg('input', () => AggiornaFamigliaInput, { description: 'Which family, as the caller saw it, and what changes.' })
    input: AggiornaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.aggiornaFamiglia(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, {
    nullable: true,
    description: 'Says that what a family offers is still true: for sixty days it is a candidate.',
  })
  riconfermaDisponibilita(
    @Arg('input', () => SullaFamigliaInput, { description: 'Which family, as the caller saw it.' })
    input: SullaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.riconferma(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, { nullable: true, description: 'Ends its evaluation.' })
  abilitaFamiglia(
    @Arg('input', () => SullaFamigliaInput, { description: 'Which family, as the caller saw it.' })
    input: SullaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.abilita(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, { nullable: true, description: 'No proposals for some time.' })
  sospendiFamiglia(
    @Arg('input', () => FermaFamigliaInput, { description: 'Which family, as the caller saw it, and why.' })
    input: FermaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.sospendi(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, { nullable: true, description: 'Proposals again.' })
  riattivaFamiglia(
    @Arg('input', () => SullaFamigliaInput, { description: 'Which family, as the caller saw it.' })
    input: SullaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.riattiva(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, {
    nullable: true,
    description: 'Takes a family out of the bank: not while minors are there or proposals open.',
  })
  cessaFamiglia(
    @Arg('input', () => FermaFamigliaInput, { description: 'Which family, as the caller saw it, and why.' })
    input: FermaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.cessa(tx, input));
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => FamigliaAffidatariaPayload, {
    nullable: true,
    description: 'Writes who a family is, encrypted; `versione` is that of `identita`.',
  })
  scriviIdentitaFamiglia(
    @Arg('input', () => IdentitaFamigliaInput, { description: 'Which family, and who it is.' })
    input: IdentitaFamigliaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidatariaPayload> {
    return scritta(ctx, (tx) => service.cambiaIdentita(tx, ctx.cifrario, input));
  }

  @Richiede('affido:coordina')
  @Mutation(() => ServizioAffidiPayload, {
    nullable: true,
    description: 'Lets a body of the Terzo Settore register families from now on.',
  })
  async ammettiServizioAffidi(
    @Arg('input', () => AmmettiServizioInput, { description: 'Which body.' }) input: AmmettiServizioInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServizioAffidiPayload> {
    return { servizio: await ctx.db.write((tx) => service.ammettiServizio(tx, input)) };
  }
}

/** Whether the caller sees more of it than a candidate. */
async function intera(ctx: SubgraphContext, { servizioCodice }: FamigliaAffidataria): Promise<boolean> {
  return ctx.identity.permessi.has('affido:coordina') || (await ctx.load(servizioMio, 'mio')) === servizioCodice;
}

async function scritta(
  ctx: SubgraphContext,
  work: (tx: Tx) => Promise<FamigliaAffidataria>,
): Promise<FamigliaAffidatariaPayload> {
  return { famiglia: await ctx.db.write(work) };
}
