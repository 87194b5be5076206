import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { type Accesso, AccessoConnection } from './accesso.type.js';
import { FiltroAccessiInput } from './registro.input.js';
import { listAccessi } from './registro.service.js';
import { verificaCatene } from './verifica.service.js';
import { VerificaCatena } from './verifica.type.js';

@Resolver()
export class RegistroResolver {
  @Richiede('registro:leggi')
  @Query(() => AccessoConnection, {
    nullable: true,
    description: 'Who read and wrote records of people, the newest first. Asking is an access too, and is in the log.',
  })
  registroAccessi(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroAccessiInput, {
      nullable: true,
      description: 'Which lines; all of them when it is absent.',
    })
    filtro: FiltroAccessiInput | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Accesso>> {
    return ctx.db.inspect('VIGILANZA', (tx, nomina) => listAccessi(tx, nomina, filtro ?? {}, page));
  }

  @Richiede('registro:leggi')
  @Query(() => [VerificaCatena], {
    nullable: true,
    description:
      'Works the chains of the log out again and says where each breaks first, if it does. Asking is an access too, and is in the log.',
  })
  verificaRegistro(
    @Arg('ambito', () => Int, { nullable: true, description: 'Of one ambito only; 0 for the records of none.' })
    ambito: number | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VerificaCatena[]> {
    return ctx.db.inspect('VIGILANZA', (tx, nomina) => verificaCatene(tx, nomina, ambito));
  }
}
