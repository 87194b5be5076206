import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Ambito, Asst, Distretto, ServizioTerritoriale } from './azienda.entity.js';
import * as loader from './azienda.loader.js';

@Resolver(() => Asst)
export class AsstResolver {
  @Richiede('territorio:leggi')
  @Query(() => [Asst], { description: 'The hospital trusts of the ATS.' })
  aziendeSociosanitarie(@Ctx() ctx: SubgraphContext): Promise<Asst[]> {
    return ctx.published.read(loader.listAsst);
  }

  @Richiede('territorio:leggi')
  @Query(() => Asst, { nullable: true, description: 'A hospital trust by its code; null when there is none.' })
  asst(
    @Arg('codice', () => String, { description: 'Code.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Asst | null> {
    return ctx.published.load(loader.asstByCodice, codice);
  }

  @FieldResolver(() => Distretto, { nullable: true, description: 'The district it serves.' })
  distretto(@Root() asst: Asst): Distretto {
    return { numero: asst.distrettoNumero };
  }

  @FieldResolver(() => [Ambito], { description: 'The ambiti it serves.' })
  ambiti(@Root() asst: Asst): Ambito[] {
    return asst.numeriAmbiti.map((numero) => ({ numero }));
  }

  @FieldResolver(() => [ServizioTerritoriale], { description: 'Its territorial services.' })
  servizi(@Root() asst: Asst, @Ctx() ctx: SubgraphContext): Promise<ServizioTerritoriale[]> {
    return ctx.published.load(loader.serviziByAsst, asst.codice);
  }
}
