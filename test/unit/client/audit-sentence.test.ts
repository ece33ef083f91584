import { expect } from 'chai';
import { backups as backupsEn } from '../../../src/base/i18n/en/backups.ts';
import { privacy as privacyEn } from '../../../src/base/i18n/en/privacy.ts';
import { rights as rightsEn } from '../../../src/base/i18n/en/rights.ts';
import { backups as backupsFr } from '../../../src/base/i18n/fr/backups.ts';
import { privacy as privacyFr } from '../../../src/base/i18n/fr/privacy.ts';
import { rights as rightsFr } from '../../../src/base/i18n/fr/rights.ts';
import type { Language } from '../../../src/base/languages.ts';
import type { AuditLineBody } from '../../../src/contract/http/audit.ts';

/** Of the client; their names are made here, since tests are compiled without the types of a browser. */
interface Words {
  auditSentence(line: AuditLineBody): string;
  auditDetails(line: AuditLineBody): ReadonlyArray<readonly [string, string]>;
  addAuditTexts(): void;
  startLanguage(texts: Readonly<Record<Language, object>>): void;
  setLanguage(language: Language): void;
}
const FILES = ['calendar/admin/audit/audit-sentence.ts', 'calendar/admin/audit/audit-texts.ts', 'shared/language.ts'];
const loadWords = async (): Promise<Words> =>
  Object.assign({}, ...(await Promise.all(FILES.map((file) => import(`../../../src/client/${file}`)))));

const line = (action: string, name: string, detail: AuditLineBody['detail'] = {}, kind = 'account'): AuditLineBody => ({
  id: 1,
  at: '2027-03-02T09:00:00.000Z',
  actor: { kind, id: '', name: 'ann@example.org', network: '' },
  action,
  target: { id: name, name },
  detail,
});

/** The sentence, and what stands beside it; French has spaces that do not break. */
const toldIn = ({ auditSentence, auditDetails }: Words, one: AuditLineBody): readonly string[] =>
  [auditSentence(one), ...auditDetails(one).map(([name, value]) => `${name}: ${value}`)].map((text) =>
    text.replaceAll(/[\u00a0\u202f]/g, ' '),
  );

const LINES: ReadonlyArray<readonly [line: AuditLineBody, english: readonly string[], french: readonly string[]]> = [
  [
    line('sign-in.refused', '', { reason: 'password' }, 'nobody'),
    ['Somebody could not sign in.', 'Reason: wrong password or unknown address'],
    ['Quelqu’un n’a pas pu se connecter.', 'Raison: mot de passe faux ou adresse inconnue'],
  ],
  [
    line('sign-in.done', 'ann@example.org', { method: 'oidc:example' }),
    ['ann@example.org signed in.', 'Way: provider example'],
    ['ann@example.org s’est connecté.', 'Moyen: fournisseur example'],
  ],
  [
    line('account.rights', 'zoe@example.org', { given: ['record', 'dial-out'], taken: [] }),
    ['ann@example.org changed the rights of zoe@example.org.', 'Given: Recording, Calls out'],
    ['ann@example.org a changé les droits de zoe@example.org.', 'Donnés: Enregistrement, Appels sortants'],
  ],
  [
    line('licence.change', 'caldav', { type: 'seats', seats: 12 }),
    ['ann@example.org changed the licence for CalDAV.', 'Kind: Seats', 'Seats: 12'],
    ['ann@example.org a changé la licence pour CalDAV.', 'Type: Nombre de comptes', 'Licences: 12'],
  ],
  [
    line('service.stop', 'mail-out'),
    ['ann@example.org stopped the service Mail out.'],
    ['ann@example.org a arrêté le service E-mails sortants.'],
  ],
  [
    line('prompt.change', 'welcome', { language: 'fr', by: 'shipped' }),
    ['ann@example.org changed the telephone prompt Welcome.', 'Language: French', 'By: back to the shipped one'],
    [
      'ann@example.org a modifié l’annonce téléphonique Bienvenue.',
      'Langue: français',
      'Par: retour à celle d’origine',
    ],
  ],
  [
    line('token.create', 'Reception', { scopes: ['calendar:read', 'admin:write'] }),
    ['ann@example.org created the API token Reception.', 'May: Calendars and events: read, The console: change'],
    [
      'ann@example.org a créé le jeton d’API Reception.',
      'Permet: Calendriers et événements : lire, La console : modifier',
    ],
  ],
  [
    line('settings.change', 'retention', { chat: 90, audit: 0 }),
    [
      'ann@example.org changed the settings: what is kept of people.',
      'Words in rooms: 90 days',
      'Audit log: Until somebody deletes it',
    ],
    [
      'ann@example.org a modifié les réglages : ce qui est gardé des personnes.',
      'Messages des salles: 90 jours',
      'Journal d’audit: Jusqu’à suppression',
    ],
  ],
  [
    line('meeting.end', '351354086', { session: '01a2', reason: 'empty' }, 'system'),
    ['The server ended the meeting 351 354 086.', 'Reason: nobody was in it any more'],
    ['Le serveur a mis fin à la réunion 351 354 086.', 'Raison: il n’y avait plus personne'],
  ],
  [
    line('backup.made', 'monday.tar', { bytes: 3_355_443, encrypted: true }, 'system'),
    ['The server made the backup monday.tar.', 'Size: 3.2 MB', 'Encrypted: yes'],
    ['Le serveur a fait la sauvegarde monday.tar.', 'Taille: 3,2 Mo', 'Chiffrée: oui'],
  ],
  [
    line('later.thing', 'x', { colour: 'blue' }),
    ['ann@example.org: later.thing x', 'colour: blue'],
    ['ann@example.org: later.thing x', 'colour: blue'],
  ],
];

describe('a line of the audit log in words', () => {
  let words: Words;
  before(async () => {
    Object.assign(globalThis, {
      document: { documentElement: {}, querySelector: () => null },
      navigator: { languages: ['en-GB', 'fr-FR'] },
    });
    words = await loadWords();
    words.startLanguage({
      en: { rights: rightsEn, privacy: privacyEn, backups: backupsEn },
      fr: { rights: rightsFr, privacy: privacyFr, backups: backupsFr },
    });
    words.addAuditTexts();
  });
  after(() => {
    for (const name of ['document', 'navigator']) Reflect.deleteProperty(globalThis, name);
  });

  it('has names and words in place of codes', () => {
    for (const [one, english, french] of LINES) {
      words.setLanguage('en');
      expect(toldIn(words, one)).to.deep.equal(english);
      words.setLanguage('fr');
      expect(toldIn(words, one)).to.deep.equal(french);
    }
  });
});
