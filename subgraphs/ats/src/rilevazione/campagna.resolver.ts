import { Copertura } from '@trama/schema/copertura';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/territorio.entity.js';
import { ambitoByNumero } from '../territorio/territorio.loader.js';
import { Campagna, Destinatario, Ritardo, Voce } from './campagna.entity.js';
import {
  campagnaByAnno,
  compilazioniByCampagna,
  coperturaByCampagna,
  ritardiByCampagna,
  vociByCampagna,
} from './campagna.loader.js';
import * as service from './campagna.service.js';
import { Compilazione } from './compilazione.entity.js';
import { ApriCampagnaInput, CampagnaPayload, TransizioneCampagnaInput } from './rilevazione.input.js';
import { AzioneCampagna, transizioniCampagna } from './rilevazione.stati.js';

@Resolver(() => Campagna)
export class CampagnaResolver {
  @Richiede('rilevazione:leggi')
  @Query(() => Campagna, {
    nullable: true,
    description: 'The campaign of a collection for a year; null when there is none.',
  })
  campagna(
    @Arg('rilevazione', () => String, { description: 'Code of the collection.' }) rilevazione: string,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campagna | null> {
    return ctx.loadWith(campagnaByAnno, rilevazione, anno);
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CampagnaPayload, {
    nullable: true,
    description: 'Opens the campaign of a year, with an empty answer for everybody who owes one.',
  })
  async apriCampagna(
    @Arg('input', () => ApriCampagnaInput, { description: 'The new campaign.' }) input: ApriCampagnaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CampagnaPayload> {
    return { campagna: await ctx.db.write((tx) => service.apriCampagna(tx, input)) };
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CampagnaPayload, { nullable: true, description: 'From APERTA to CHIUSA: nobody sends any more.' })
  async chiudiCampagna(
    @Arg('input', () => TransizioneCampagnaInput, { description: 'Which campaign, as the caller saw it.' })
    input: TransizioneCampagnaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CampagnaPayload> {
    return { campagna: await ctx.db.write((tx) => service.chiudiCampagna(tx, input)) };
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CampagnaPayload, { nullable: true, description: 'From CHIUSA to APERTA again.' })
  async riapriCampagna(
    @Arg('input', () => TransizioneCampagnaInput, { description: 'Which campaign, as the caller saw it.' })
    input: TransizioneCampagnaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CampagnaPayload> {
    return { campagna: await ctx.db.write((tx) => service.riapriCampagna(tx, input)) };
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => CampagnaPayload, {
    nullable: true,
    description:
      'From CHIUSA to PUBBLICATA: the next run of the publication gives the approved figures to everybody, under disclosure control.',
  })
  async pubblicaCampagna(
    @Arg('input', () => TransizioneCampagnaInput, { description: 'Which campaign, as the caller saw it.' })
    input: TransizioneCampagnaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CampagnaPayload> {
    return { campagna: await ctx.db.write((tx) => service.pubblicaCampagna(tx, input)) };
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Copertura, {
    nullable: true,
    description: 'Who owes an answer for the year, whose has arrived, and who is missing.',
  })
  copertura(@Root() { id }: Campagna, @Ctx() ctx: SubgraphContext): Promise<Copertura> {
    return ctx.load(coperturaByCampagna, id);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Ritardo], {
    nullable: true,
    description:
      'Who has not sent though the last day is past, in the order of contributors; not who sent in time and must revise.',
  })
  ritardi(@Root() { id }: Campagna, @Ctx() ctx: SubgraphContext): Promise<Ritardo[]> {
    return ctx.load(ritardiByCampagna, id);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Compilazione], {
    nullable: true,
    description: 'The answers that the caller may see: all for the coordination, the own one for a contributor.',
  })
  compilazioni(@Root() { id }: Campagna, @Ctx() ctx: SubgraphContext): Promise<Compilazione[]> {
    return ctx.load(compilazioniByCampagna, id);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Voce], { nullable: true, description: 'What it asks, in the order of the form.' })
  voci(@Root() { id }: Campagna, @Ctx() ctx: SubgraphContext): Promise<Voce[]> {
    return ctx.load(vociByCampagna, id);
  }

  @FieldResolver(() => [AzioneCampagna], { description: 'What this caller can do to it now.' })
  async azioniPossibili(@Root() campagna: Campagna, @Ctx() ctx: SubgraphContext): Promise<AzioneCampagna[]> {
    const vista = await ctx.db.read((tx) => service.vistaDi(tx, campagna.id));
    return transizioniCampagna.azioniPossibili(campagna.stato, ctx.identity, vista);
  }
}

@Resolver(() => Destinatario)
export class DestinatarioResolver {
  @FieldResolver(() => Ambito, {
    nullable: true,
    description: 'The ambito; null for a contributor from outside this ATS.',
  })
  ambito(@Root() { ambitoId, interno }: Destinatario, @Ctx() ctx: SubgraphContext): Promise<Ambito | null> {
    return interno ? ctx.load(ambitoByNumero, ambitoId) : Promise.resolve(null);
  }
}
