import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compactVerify, CompactSign } from 'jose';
import { z } from 'zod';
import type { Testa } from './catena.loader.js';
import type { ChiaviFirma } from './chiave-firma.js';

const ALGORITMO = 'EdDSA';
const TIPO = 'trama-ancora+jws';
const NOME = /^(\d{8})\.jws$/;

const Contenuto = z.strictObject({
  formato: z.literal(1),
  /** Whose log: the name of the subgraph. */
  registro: z.string(),
  progressivo: z.number().int().positive(),
  /** sha256 of the anchor before this one, as it is in its file. */
  precedente: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  quando: z.iso.datetime(),
  catene: z.array(
    z.strictObject({
      ambito: z.number().int().nonnegative(),
      numero: z.string().regex(/^\d+$/),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** The heads of all chains of one log at one moment, signed. */
export type Ancora = z.output<typeof Contenuto>;

export interface AncoraLetta extends Ancora {
  /** sha256 of its file, in hexadecimal. */
  readonly impronta: string;
}

/** An anchor is missing, changed, or not ours. */
export class AncoraError extends Error {
  override readonly name = 'AncoraError';
}

/**
 * The anchors of one log: a folder of files 00000001.jws, 00000002.jws, ... each a signed text (JWS, RFC 7515, Ed25519)
 * that any tool can verify, each with the hash of the one before. They are written once, so the folder may be storage
 * that cannot be written twice, or be copied to somebody else: what they prove, they prove from there.
 */
export class Ancore {
  private readonly cartella: string;

  constructor(
    cartella: string,
    private readonly registro: string,
  ) {
    this.cartella = join(cartella, registro);
  }

  async esistono(): Promise<boolean> {
    return (await this.nomi()).length > 0;
  }

  /** @throws AncoraError when one is missing in between, changed, of another log, or signed by a key we do not know */
  async leggi(chiavi: ChiaviFirma): Promise<AncoraLetta[]> {
    const ancore: AncoraLetta[] = [];
    for (const [posto, nome] of (await this.nomi()).entries()) {
      const testo = await readFile(join(this.cartella, nome), 'utf8');
      const ancora = await this.apri(nome, testo, chiavi);
      if (ancora.progressivo !== posto + 1 || Number(NOME.exec(nome)![1]) !== posto + 1) {
        throw new AncoraError(`${join(this.cartella, nome)}: prima di questa manca un'ancora.`);
      }
      if (ancora.precedente !== (ancore.at(-1)?.impronta ?? null)) {
        throw new AncoraError(`${join(this.cartella, nome)}: non segue l'ancora che la precede, che è stata cambiata.`);
      }
      ancore.push({ ...ancora, impronta: sha256(testo) });
    }
    return ancore;
  }

  /** Adds an anchor after the last that was read. @throws AncoraError when somebody else has added one meanwhile */
  async aggiungi(
    ultima: AncoraLetta | undefined,
    teste: readonly Testa[],
    chiavi: ChiaviFirma,
    adesso = new Date(),
  ): Promise<Ancora> {
    const ancora: Ancora = {
      formato: 1,
      registro: this.registro,
      progressivo: (ultima?.progressivo ?? 0) + 1,
      precedente: ultima?.impronta ?? null,
      quando: adesso.toISOString(),
      catene: teste.map(({ ambito, numero, hash }) => ({ ambito, numero: String(numero), hash: hash.toString('hex') })),
    };
    const firmata = await new CompactSign(Buffer.from(JSON.stringify(ancora)))
      .setProtectedHeader({ alg: ALGORITMO, typ: TIPO, kid: chiavi.kid })
      .sign(chiavi.privata);
    await this.scrivi(`${String(ancora.progressivo).padStart(8, '0')}.jws`, firmata);
    return ancora;
  }

  private async nomi(): Promise<string[]> {
    const nomi = await readdir(this.cartella).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') {
        return [];
      }
      throw cause;
    });
    return nomi.filter((nome) => NOME.test(nome)).sort();
  }

  private async apri(nome: string, testo: string, chiavi: ChiaviFirma): Promise<Ancora> {
    const dove = join(this.cartella, nome);
    const aperta = await compactVerify(
      testo,
      ({ kid }) => {
        const chiave = chiavi.pubblica(kid);
        if (!chiave) {
          throw new AncoraError(`${dove}: firmata con una chiave che non conosco (${kid}).`);
        }
        return chiave;
      },
      { algorithms: [ALGORITMO] },
    ).catch((cause: unknown) => {
      throw cause instanceof AncoraError
        ? cause
        : new AncoraError(`${dove}: la firma non è valida, il file è stato cambiato.`);
    });
    const contenuto = Contenuto.safeParse(JSON.parse(Buffer.from(aperta.payload).toString()));
    if (aperta.protectedHeader.typ !== TIPO || !contenuto.success || contenuto.data.registro !== this.registro) {
      throw new AncoraError(`${dove}: non è un'ancora del registro ${this.registro}.`);
    }
    return contenuto.data;
  }

  /** Whole or not at all, and never in place of another: of two who anchor at once, one is refused. */
  private async scrivi(nome: string, testo: string): Promise<void> {
    await mkdir(this.cartella, { recursive: true, mode: 0o700 });
    const definitivo = join(this.cartella, nome);
    const provvisorio = `${definitivo}.${randomBytes(6).toString('hex')}`;
    const file = await open(provvisorio, 'wx', 0o400);
    try {
      await file.writeFile(testo);
      await file.sync();
      await link(provvisorio, definitivo).catch((cause: NodeJS.ErrnoException) => {
        throw cause.code === 'EEXIST'
          ? new AncoraError(`${definitivo} c'è già: un altro ha appena ancorato, non serve farlo di nuovo.`)
          : cause;
      });
    } finally {
      await file.close();
      await rm(provvisorio, { force: true });
    }
  }
}

const sha256 = (testo: string): string => createHash('sha256').update(testo).digest('hex');
