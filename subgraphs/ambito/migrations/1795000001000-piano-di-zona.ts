import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Plans, objectives, indicators and their measures, outcomes of the triennium before, facts and inconsistencies.
 *
 * The places in the order of a document are checked at commit: when a sheet goes, those after it all move up.
 */
export class PianoDiZona1795000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE piano_di_zona (
        ambito_id  smallint NOT NULL REFERENCES ambito (numero),
        triennio   text     NOT NULL CHECK (triennio ~ '^[0-9]{4}-[0-9]{4}$'),
        capofila   text     NOT NULL,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, triennio)
      );
      CREATE TABLE obiettivo (
        ambito_id                       smallint NOT NULL,
        codice                          text     NOT NULL,
        triennio                        text     NOT NULL,
        ordine                          smallint NOT NULL,
        macroarea_lettera               text     NOT NULL CHECK (macroarea_lettera ~ '^[A-J]$'),
        macroarea_nome                  text     NOT NULL,
        titolo                          text     NOT NULL,
        tipo                            text     NOT NULL CHECK (tipo IN ('INNOVATIVO', 'CONTINUITA')),
        target                          text     NOT NULL,
        personale                       text[]   NOT NULL,
        trasversale                     boolean  NOT NULL,
        macroaree_collegate             text[]   NOT NULL,
        integrazione_sociosanitaria     boolean  NOT NULL,
        in_continuita                   boolean  NOT NULL,
        coprogettato                    boolean  NOT NULL,
        attori                          text[]   NOT NULL,
        risorse                         jsonb    NOT NULL,
        bisogni                         jsonb    NOT NULL,
        collegato_premialita            text,
        collegato_premialita_codice     text,
        nota                            text,
        fonte                           jsonb    NOT NULL,
        origine                         text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice),
        UNIQUE (ambito_id, triennio, ordine) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (ambito_id, triennio) REFERENCES piano_di_zona (ambito_id, triennio)
      );
      CREATE TABLE indicatore (
        ambito_id             smallint NOT NULL,
        codice                text     NOT NULL,
        obiettivo_codice      text     NOT NULL,
        ordine                smallint NOT NULL,
        famiglia              text     NOT NULL CHECK (famiglia IN ('PROCESSO', 'RISULTATO', 'OUTCOME')),
        etichetta             text     NOT NULL,
        voce                  text     NOT NULL CHECK (voce IN ('INDICATORE', 'RISULTATO_ATTESO', 'PROCEDURA', 'IMPATTO_ATTESO')),
        valore_atteso         double precision,
        unita                 text,
        operatore             text CHECK (operatore IN ('ALMENO', 'PARI', 'MASSIMO', 'CIRCA')),
        periodo               text,
        indicatore_collegato  text,
        nota                  text,
        origine               text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice),
        UNIQUE (ambito_id, obiettivo_codice, ordine) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (ambito_id, obiettivo_codice) REFERENCES obiettivo (ambito_id, codice)
      );
      CREATE TABLE misurazione (
        ambito_id          smallint NOT NULL,
        indicatore_codice  text     NOT NULL,
        data               date     NOT NULL,
        valore             double precision NOT NULL,
        origine            text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, indicatore_codice, data),
        FOREIGN KEY (ambito_id, indicatore_codice) REFERENCES indicatore (ambito_id, codice)
      );
      CREATE TABLE esito_obiettivo (
        ambito_id               smallint NOT NULL REFERENCES ambito (numero),
        codice                  text     NOT NULL,
        triennio                text     NOT NULL,
        ordine                  smallint NOT NULL,
        area                    text     NOT NULL,
        titolo                  text     NOT NULL,
        grado_raggiungimento    double precision NOT NULL CHECK (grado_raggiungimento BETWEEN 0 AND 100),
        valutazione_utenti      text     NOT NULL,
        coincidenza_risorse     double precision NOT NULL,
        criticita               text     NOT NULL,
        cambiamento_positivo    text     NOT NULL,
        continuita_precedente   boolean  NOT NULL,
        riproposto              boolean  NOT NULL,
        motivo_riproposizione   text,
        nota                    text,
        fonte                   jsonb    NOT NULL,
        origine                 text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      CREATE TABLE collegamento_esito (
        ambito_id                          smallint NOT NULL,
        esito_codice                       text     NOT NULL,
        obiettivo_codice                   text     NOT NULL,
        base                               text     NOT NULL,
        certezza                           text     NOT NULL CHECK (certezza IN ('ALTA', 'MEDIA', 'BASSA')),
        motivo                             text     NOT NULL,
        obiettivo_dichiarato_in_continuita boolean  NOT NULL,
        fonte                              jsonb    NOT NULL,
        fonte_obiettivo                    jsonb    NOT NULL,
        origine                            text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, obiettivo_codice, esito_codice),
        FOREIGN KEY (ambito_id, esito_codice) REFERENCES esito_obiettivo (ambito_id, codice),
        FOREIGN KEY (ambito_id, obiettivo_codice) REFERENCES obiettivo (ambito_id, codice)
      );
      CREATE TABLE fatto (
        ambito_id   smallint NOT NULL REFERENCES ambito (numero),
        codice      text     NOT NULL,
        ordine      smallint NOT NULL,
        tema        text     NOT NULL,
        indicatore  text     NOT NULL,
        valore      double precision,
        unita       text,
        periodo     text,
        nota        text,
        anche_in    text,
        fonte       jsonb    NOT NULL,
        origine     text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      CREATE TABLE incongruenza (
        ambito_id      smallint NOT NULL REFERENCES ambito (numero),
        codice         text     NOT NULL,
        gravita        text     NOT NULL CHECK (gravita IN ('ALTA', 'MEDIA', 'BASSA')),
        tema           text     NOT NULL,
        descrizione    text     NOT NULL,
        valori_fonte   jsonb,
        valore_atteso  jsonb,
        ipotesi        text,
        archivi        text[],
        record         text,
        trattamento    text     NOT NULL,
        fonti          jsonb    NOT NULL,
        origine        text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      GRANT SELECT ON piano_di_zona, obiettivo, indicatore, misurazione, esito_obiettivo, collegamento_esito, fatto, incongruenza
        TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE incongruenza, fatto, collegamento_esito, esito_obiettivo, misurazione, indicatore, obiettivo, piano_di_zona
    `);
  }
}
