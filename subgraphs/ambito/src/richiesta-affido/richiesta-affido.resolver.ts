import { type Page, PageArgs } from '@trama/schema/page';
import { type SchedaRichiesta, GraphQLSchedaRichiesta } from '@trama/schema/scheda-richiesta';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { casoByCodice } from '../cartella/caso.loader.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Ambito } from '../territorio/ambito.entity.js';
import { Comune } from '../territorio/comune.entity.js';
import { comuneByCodice } from '../territorio/territorio.loader.js';
import { Decreto, RichiestaAffido, RichiestaAffidoConnection } from './richiesta-affido.entity.js';
import {
  AggiornaRichiestaInput,
  ChiudiRichiestaInput,
  FiltroRichiesteAffido,
  RegistraRichiestaInput,
  RichiestaAffidoPayload,
} from './richiesta-affido.input.js';
import { richiestaAffidoByCodice } from './richiesta-affido.loader.js';
import * as service from './richiesta-affido.service.js';
import { schedaDi } from './scheda.service.js';
import { AzioneRichiestaAffido, transizioniRichiestaAffido } from './richiesta-affido.stati.js';

@Resolver(() => RichiestaAffido)
export class RichiestaAffidoResolver {
  @Richiede('affido:leggi')
  @Query(() => RichiestaAffidoConnection, {
    nullable: true,
    description:
      'Requests for a foster family, who waits longest first: the table of fostering sees those of all ambiti, a service those of its own. Each one read is in the access log.',
  })
  richiesteAffido(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroRichiesteAffido, { nullable: true, description: 'Which; all of them when absent.' })
    filtro: FiltroRichiesteAffido | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<RichiestaAffido>> {
    return ctx.db.inspect('AFFIDO', (tx, nomina) => service.listRichieste(tx, nomina, filtro ?? {}, page));
  }

  @Richiede('affido:leggi')
  @Query(() => RichiestaAffido, {
    nullable: true,
    description: 'One request; null when there is none for this caller.',
  })
  richiestaAffido(
    @Arg('codice', () => String, { description: 'Code of the request.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RichiestaAffido | null> {
    return ctx.loadInspected(richiestaAffidoByCodice, 'AFFIDO', codice);
  }

  @Richiede('affido:gestisci')
  @Mutation(() => RichiestaAffidoPayload, {
    nullable: true,
    description: 'Registers a request of the caller’s ambito: from now on a family is looked for.',
  })
  async registraRichiesta(
    @Arg('input', () => RegistraRichiestaInput, { description: 'What is looked for, and on whose decision.' })
    input: RegistraRichiestaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RichiestaAffidoPayload> {
    return { richiesta: await ctx.db.write((tx) => service.registraRichiesta(tx, input)) };
  }

  @Richiede('affido:gestisci')
  @Mutation(() => RichiestaAffidoPayload, {
    nullable: true,
    description: 'Changes what is looked for, while no family is proposed.',
  })
  async aggiornaRichiesta(
    @Arg('input', () => AggiornaRichiestaInput, {
      description: 'Which request, as the caller saw it, and what changes.',
    })
    input: AggiornaRichiestaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RichiestaAffidoPayload> {
    return { richiesta: await ctx.db.write((tx) => service.aggiornaRichiesta(tx, input)) };
  }

  @Richiede('affido:gestisci')
  @Mutation(() => RichiestaAffidoPayload, { nullable: true, description: 'No family is looked for any more.' })
  async chiudiRichiesta(
    @Arg('input', () => ChiudiRichiestaInput, { description: 'Which request, as the caller saw it, and why.' })
    input: ChiudiRichiestaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RichiestaAffidoPayload> {
    return { richiesta: await ctx.db.write((tx) => service.chiudiRichiesta(tx, input)) };
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito that looks for a family.' })
  ambito(@Root() { ambitoId: numero }: RichiestaAffido): Partial<Ambito> {
    return { numero };
  }

  @FieldResolver(() => Int, { description: 'Age of the minor, of the youngest of siblings, in whole years.' })
  eta(@Root() richiesta: RichiestaAffido): number {
    return service.etaOggi(richiesta);
  }

  @FieldResolver(() => [Int], {
    description: 'Ages of the siblings, in whole years; empty when there are none, and when they were not said.',
  })
  etaFratelli(@Root() richiesta: RichiestaAffido): number[] {
    return service.etaFratelliOggi(richiesta);
  }

  @FieldResolver(() => Int, { description: 'Days since the decision.' })
  attesaGiorni(@Root() richiesta: RichiestaAffido): number {
    return service.attesaGiorni(richiesta);
  }

  @Directive('@inaccessible')
  @FieldResolver(() => GraphQLSchedaRichiesta, {
    nullable: true,
    description: 'What the matching needs of it: for the subgraph of the families, and for no caller.',
  })
  esigenze(@Root() richiesta: RichiestaAffido): SchedaRichiesta {
    return schedaDi(richiesta);
  }

  @FieldResolver(() => [AzioneRichiestaAffido], { description: 'What this caller can do to it now.' })
  azioniPossibili(
    @Root() { stato, ambitoId }: RichiestaAffido,
    @Ctx() { identity }: SubgraphContext,
  ): AzioneRichiestaAffido[] {
    return ambitoId === identity.ambito ? transizioniRichiestaAffido.azioniPossibili(stato, identity) : [];
  }

  @FieldResolver(() => Comune, {
    nullable: true,
    description: 'Comune of the family of origin; null outside its ambito, where it could tell who it is.',
  })
  async comune(
    @Root() { ambitoId, comuneIstat }: RichiestaAffido,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Comune | null> {
    return ambitoId === ctx.identity.ambito ? ctx.load(comuneByCodice, comuneIstat) : null;
  }

  @FieldResolver(() => Comune, {
    nullable: true,
    description: 'Comune of the school to keep; null outside its ambito.',
  })
  async scuola(
    @Root() { ambitoId, scuolaIstat }: RichiestaAffido,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Comune | null> {
    return scuolaIstat !== null && ambitoId === ctx.identity.ambito ? ctx.load(comuneByCodice, scuolaIstat) : null;
  }

  @FieldResolver(() => Decreto, { nullable: true, description: 'The decision; null outside its ambito.' })
  decreto(
    @Root() { ambitoId, decretoAutorita: autorita, decretoData: data, durataMesi, prorogaMesi }: RichiestaAffido,
    @Ctx() { identity }: SubgraphContext,
  ): Decreto | null {
    return ambitoId === identity.ambito
      ? Object.assign(new Decreto(), { autorita, data, durataMesi, prorogaMesi })
      : null;
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Codes of the families that the law excludes, because of relatives; null outside its ambito.',
  })
  parenti(@Root() { ambitoId, parenti }: RichiestaAffido, @Ctx() { identity }: SubgraphContext): string[] | null {
    return ambitoId === identity.ambito ? parenti : null;
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => Caso, {
    nullable: true,
    description: 'The case file, for who follows it. Each one read is in the access log.',
  })
  async caso(@Root() { casoCodice }: RichiestaAffido, @Ctx() ctx: SubgraphContext): Promise<Caso | null> {
    return casoCodice === null ? null : ctx.loadInspected(casoByCodice, scopoDi(ctx.identity), casoCodice);
  }
}
