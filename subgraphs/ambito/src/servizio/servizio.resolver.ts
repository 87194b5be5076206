import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/ambito.entity.js';
import { Ente } from '../unita-offerta/unita-offerta.entity.js';
import { Servizio } from './servizio.entity.js';
import { serviziByAmbito } from './servizio.loader.js';

@Resolver(() => Ambito)
export class AmbitoServiziResolver {
  @Richiede('rete:leggi')
  @FieldResolver(() => [Servizio], { description: 'Services of its territorial network.' })
  servizi(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<Servizio[]> {
    return ctx.published.load(serviziByAmbito, ambito.numero);
  }
}

@Resolver(() => Servizio)
export class ServizioResolver {
  @FieldResolver(() => Ente, {
    nullable: true,
    description: 'The body that runs it; null when the source does not say.',
  })
  gestore(@Root() servizio: Servizio): Ente | null {
    return servizio.gestoreCodice === null ? null : { codice: servizio.gestoreCodice };
  }
}
