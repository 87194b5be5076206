import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito, Asst, Ats, ContributoreEsterno, Distretto } from './territorio.entity.js';
import * as loader from './territorio.loader.js';

@Resolver(() => Ats)
export class AtsResolver {
  @Richiede('territorio:leggi')
  @Query(() => Ats, { nullable: true, description: 'The ATS that coordinates the ambiti.' })
  ats(@Ctx() ctx: SubgraphContext): Promise<Ats | null> {
    return ctx.published.read(loader.theAts);
  }

  @FieldResolver(() => [Distretto], { description: 'Its districts.' })
  distretti(@Root() ats: Ats, @Ctx() ctx: SubgraphContext): Promise<Distretto[]> {
    return ctx.published.load(loader.distrettiByAts, ats.codice);
  }

  @FieldResolver(() => [ContributoreEsterno], {
    description: 'Contributors from outside that take part in its tables.',
  })
  contributoriEsterni(@Ctx() ctx: SubgraphContext): Promise<ContributoreEsterno[]> {
    return ctx.published.read(loader.listContributoriEsterni);
  }
}

@Resolver(() => Distretto)
export class DistrettoResolver {
  @FieldResolver(() => Asst, { nullable: true, description: 'The hospital trust of the district.' })
  asst(@Root() distretto: Distretto): Asst {
    return { codice: distretto.asstCodice };
  }

  @FieldResolver(() => [Ambito], { description: 'Its ambiti.' })
  ambiti(@Root() distretto: Distretto, @Ctx() ctx: SubgraphContext): Promise<Ambito[]> {
    return ctx.published.load(loader.ambitiByDistretto, distretto.numero);
  }
}

@Resolver(() => Ambito)
export class AmbitoResolver {
  @Richiede('territorio:leggi')
  @Query(() => [Ambito], { description: 'The ambiti of the ATS, by number.' })
  ambiti(@Ctx() ctx: SubgraphContext): Promise<Ambito[]> {
    return ctx.published.read(loader.listAmbiti);
  }

  @Richiede('territorio:leggi')
  @Query(() => Ambito, { nullable: true, description: 'An ambito by its number; null when there is none.' })
  ambito(
    @Arg('numero', () => Int, { description: 'Number, 1 to 12.' }) numero: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Ambito | null> {
    return ctx.published.load(loader.ambitoByNumero, numero);
  }

  @FieldResolver(() => Distretto, { nullable: true, description: 'The district it belongs to.' })
  distretto(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<Distretto | null> {
    return ctx.published.load(loader.distrettoByNumero, ambito.distrettoNumero);
  }

  @FieldResolver(() => Asst, { nullable: true, description: 'The hospital trust that serves it.' })
  asst(@Root() ambito: Ambito): Asst {
    return { codice: ambito.asstCodice };
  }
}
