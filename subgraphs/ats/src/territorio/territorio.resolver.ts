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
    return ctx.published.once(loader.theAts);
  }

  @FieldResolver(() => [Distretto], { description: 'Its districts.' })
  async distretti(@Root() ats: Ats, @Ctx() ctx: SubgraphContext): Promise<Distretto[]> {
    const distretti = await ctx.published.once(loader.listDistretti);
    return distretti.filter(({ atsCodice }) => atsCodice === ats.codice);
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
  async ambiti(@Root() distretto: Distretto, @Ctx() ctx: SubgraphContext): Promise<Ambito[]> {
    const ambiti = await ctx.published.once(loader.listAmbiti);
    return ambiti.filter(({ distrettoNumero }) => distrettoNumero === distretto.numero);
  }
}

@Resolver(() => Ambito)
export class AmbitoResolver {
  @Richiede('territorio:leggi')
  @Query(() => [Ambito], { description: 'The ambiti of the ATS, by number.' })
  ambiti(@Ctx() ctx: SubgraphContext): Promise<Ambito[]> {
    return ctx.published.once(loader.listAmbiti);
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
  async distretto(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<Distretto | null> {
    const distretti = await ctx.published.once(loader.listDistretti);
    return distretti.find(({ numero }) => numero === ambito.distrettoNumero) ?? null;
  }

  @FieldResolver(() => Asst, { nullable: true, description: 'The hospital trust that serves it.' })
  asst(@Root() ambito: Ambito): Asst {
    return { codice: ambito.asstCodice };
  }
}
