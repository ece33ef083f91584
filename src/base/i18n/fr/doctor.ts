import type { doctor as english } from '../en/doctor.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

const PUBLIER = 'Publiez en TXT sous {{name}} : {{advice}}';

/** Ce que dit `webmeeting doctor --language fr`. */
export const doctor: Translation<typeof english> = frenchSpacing({
  verdict: { ok: 'OK', warn: 'ATTENTION', fail: 'ÉCHEC', unknown: 'NON VÉRIFIABLE ICI' },
  remedy: 'Remède : {{remedy}}',
  sum: '{{ok}} OK, {{warn}} à surveiller, {{fail}} en échec, {{unknown}} non vérifiables ici',
  check: {
    configuration: 'Configuration',
    server: 'Serveur',
    address: 'Adresse publique',
    certificate: 'Certificat',
    websocket: 'WebSocket',
    proxy: 'Proxy',
    'mail-out': 'Courrier sortant',
    'mail-dns': 'Courrier et DNS',
    'mail-in': 'Courrier entrant',
    sip: 'Téléphone',
    sound: 'Son des appels',
    disk: 'Disque',
    memory: 'Mémoire',
    clock: 'Horloge',
    'time-zones': 'Fuseaux horaires',
    versions: 'Versions',
    files: 'Dossier de données',
    database: 'Base de données',
    leftovers: 'Restes',
    'open-files': 'Fichiers ouverts',
    speech: 'Voix',
    backup: 'Sauvegarde',
  },
  finding: {
    'check-failed': {
      found: 'Cette vérification elle-même a échoué : {{problem}}',
      remedy: 'Transmettez cette ligne aux auteurs de WebMeeting.',
    },
    'configuration-good': { found: 'L’environnement est utilisable.', remedy: '' },
    'configuration-bad': {
      found: 'Le serveur ne démarre pas avec cet environnement : {{problems}}',
      remedy: 'Corrigez les variables nommées. docs/configuration.md les décrit toutes.',
    },
    'server-runs': { found: 'Il fonctionne, version {{version}}, sur {{address}}.', remedy: '' },
    'server-stopped': {
      found:
        'Rien ne répond sur {{address}} : le serveur est arrêté. Ce que seul un serveur en marche montre n’est pas vérifié.',
      remedy: 'Démarrez-le, puis relancez cette commande.',
    },
    'server-other': {
      found: 'Autre chose répond sur {{address}}.',
      remedy:
        'Un autre programme occupe le port, ou le serveur utilise un autre DATA_DIR que cette commande. Donnez-leur le même environnement.',
    },
    'address-good': { found: '{{url}} mène à ce serveur ({{addresses}}).', remedy: '' },
    'address-local': {
      found: '{{url}} n’existe que sur cette machine : personne d’autre ne peut suivre un lien reçu par e-mail.',
      remedy: 'Donnez à PUBLIC_URL l’adresse sous laquelle on atteint le serveur.',
    },
    'address-unresolved': {
      found: 'Le nom {{host}} est inconnu : {{problem}}.',
      remedy: 'Ajoutez-lui un enregistrement A ou AAAA dans le DNS, ou corrigez PUBLIC_URL.',
    },
    'address-silent': {
      found: 'Personne ne répond à {{url}} ({{address}}) : {{problem}}.',
      remedy: 'Démarrez le proxy, ouvrez le port dans le pare-feu, ou corrigez l’adresse dans le DNS.',
    },
    'address-elsewhere': {
      found: '{{url}} mène à un autre serveur ({{address}}), qui a répondu {{status}}.',
      remedy: 'Corrigez l’adresse dans le DNS, ou la destination vers laquelle le proxy transmet.',
    },
    'address-server-stopped': {
      found: '{{url}} répond {{status}} ; on ne saura s’il mène ici qu’une fois le serveur démarré.',
      remedy: 'Démarrez le serveur, puis relancez cette commande.',
    },
    'address-later': {
      found: 'Personne ne répond à {{url}} pendant que le serveur est arrêté.',
      remedy: 'Démarrez le serveur, puis relancez cette commande.',
    },
    'certificate-good': { found: 'Pour {{host}}, par {{issuer}}, encore valable {{days}} jours.', remedy: '' },
    'certificate-none': {
      found: '{{url}} est en http simple : les navigateurs ne donnent pas le micro à une telle page.',
      remedy:
        'Placez devant un proxy muni d’un certificat, ou réglez TLS_CERT et TLS_KEY, ou ACME_DIRECTORY ; puis PUBLIC_URL en https.',
    },
    'certificate-local': { found: 'En http simple sur cette seule machine, il n’en faut pas.', remedy: '' },
    'certificate-unseen': {
      found: 'Aucun certificat n’est présenté à {{url}} : {{problem}}.',
      remedy: 'Voyez l’adresse publique ci-dessus. Si elle est bonne, le port ne parle pas TLS.',
    },
    'certificate-expired': {
      found: 'Il a expiré le {{until}}.',
      remedy: 'Renouvelez-le, et faites recharger le proxy (ou ce serveur) après chaque renouvellement.',
    },
    'certificate-early': {
      found: 'Il ne commence que le {{from}}.',
      remedy: 'Vérifiez l’horloge de cette machine ; sinon, faites refaire le certificat.',
    },
    'certificate-soon': {
      found: 'Il expire dans {{days}} jours, le {{until}}.',
      remedy: 'Il devrait déjà être renouvelé : voyez ce qui s’en charge.',
    },
    'certificate-name': {
      found: 'Il est fait pour {{names}}, non pour {{host}}.',
      remedy: 'Faites faire un certificat pour {{host}}, ou corrigez PUBLIC_URL.',
    },
    'certificate-untrusted': {
      found: 'Les navigateurs ne lui font pas confiance : {{problem}}.',
      remedy:
        'Prenez un certificat d’une autorité publique, et fournissez la chaîne entière (fullchain.pem), non le certificat seul.',
    },
    'websocket-good': { found: 'Les salles sont accessibles par WebSocket.', remedy: '' },
    'websocket-refused': {
      found: 'Le chemin vers {{url}} ne laisse pas passer les WebSockets : la réponse est {{status}} au lieu de 101.',
      remedy:
        'Le proxy doit parler HTTP/1.1 au serveur et transmettre Upgrade et Connection : voyez les pages nginx, Caddy et Traefik.',
    },
    'websocket-broken': {
      found: 'Le WebSocket vers {{url}} a été coupé : {{problem}}.',
      remedy: 'Voyez ce qui se trouve entre les deux : un proxy au délai court, ou un pare-feu qui inspecte TLS.',
    },
    'websocket-unseen': {
      found: 'Cela ne se voit que si l’adresse publique mène à ce serveur.',
      remedy: 'Voyez l’adresse publique ci-dessus.',
    },
    'proxy-none': { found: 'Les requêtes arrivent sans proxy.', remedy: '' },
    'proxy-believed': { found: 'Le proxy {{peer}} est cru quand il dit qui demande.', remedy: '' },
    'proxy-unbelieved': {
      found:
        'Le proxy {{peer}} dit qui demande (X-Forwarded-For) et n’est pas cru : tout le monde compte pour une seule personne, et qui devine des codes bloque tous les autres.',
      remedy: 'Réglez TRUST_PROXY={{peer}} et redémarrez.',
    },
    'proxy-silent': {
      found:
        'Un proxy ({{peer}}) est placé devant et ne dit pas qui demande : tout le monde compte pour une seule personne, et qui devine des codes bloque tous les autres.',
      remedy:
        'Faites-lui poser X-Forwarded-For (nginx : proxy_set_header X-Forwarded-For $remote_addr), et réglez TRUST_PROXY={{peer}}.',
    },
    'proxy-anybody': {
      found: 'TRUST_PROXY croit {{network}}, c’est-à-dire tout le monde : chacun peut se dire quelqu’un d’autre.',
      remedy: 'Ne nommez que les adresses des proxys.',
    },
    'proxy-unseen': {
      found: 'Cela ne se voit que si l’adresse publique mène à ce serveur.',
      remedy: 'Voyez l’adresse publique ci-dessus.',
    },
    'mail-out-off': {
      found: 'Aucun e-mail ne part : ils sont gardés dans des fichiers.',
      remedy: 'Réglez SMTP_URL sur le serveur qui prend nos e-mails.',
    },
    'mail-out-good': { found: '{{server}} prend nos e-mails.', remedy: '' },
    'mail-out-plain': {
      found: '{{server}} prend nos e-mails ; le mot de passe et les e-mails y vont sans TLS.',
      remedy: 'Utilisez smtps://, ou smtp:// avec ?requireTLS=true, sauf s’il est sur cette machine.',
    },
    'mail-out-silent': {
      found: 'Le serveur de courrier {{server}} est injoignable : {{problem}}.',
      remedy:
        'Vérifiez l’hôte et le port de SMTP_URL, et que le pare-feu les laisse sortir ; beaucoup d’hébergeurs ferment le port 25.',
    },
    'mail-out-password': {
      found: 'Le serveur de courrier {{server}} refuse l’utilisateur ou le mot de passe.',
      remedy: 'Corrigez-les dans SMTP_URL ; une espace, @, : ou / doivent y être codés en pourcent.',
    },
    'mail-out-certificate': {
      found: 'Le certificat du serveur de courrier {{server}} n’est pas bon : {{problem}}.',
      remedy: 'Utilisez le nom qui figure dans son certificat, ou faites-le renouveler.',
    },
    'dns-silent': {
      found: 'Le DNS n’a pas répondu pour {{name}}.',
      remedy: 'Voyez /etc/resolv.conf de cette machine.',
    },
    'no-public-domain': {
      found: 'Le domaine de MAIL_FROM ({{name}}) n’est pas public : le DNS n’en sait rien.',
      remedy: 'Donnez à MAIL_FROM une adresse de votre domaine.',
    },
    'spf-covers': { found: 'SPF de {{name}} laisse {{address}} envoyer.', remedy: '' },
    'spf-relay-unknown': {
      found:
        'SPF de {{name}} ne nomme pas {{address}}, où vont nos e-mails ; il nomme peut-être celles d’où ils en repartent.',
      remedy: 'Ajoutez ce que dit votre fournisseur de courrier (include:…).',
    },
    'spf-no-address': {
      found: 'SPF de {{name}} existe ; l’adresse d’où partent nos e-mails n’est pas connue ici.',
      remedy: 'Envoyez un e-mail d’essai depuis la console et lisez-en le verdict.',
    },
    'spf-not-covered': {
      found: 'SPF de {{name}} ne laisse pas {{address}} envoyer : les e-mails finissent en indésirables.',
      remedy: PUBLIER,
    },
    'spf-missing': {
      found: 'SPF : aucun enregistrement pour {{name}} ; les e-mails finissent en indésirables.',
      remedy: PUBLIER,
    },
    'spf-several': {
      found: 'SPF : {{name}} a plusieurs enregistrements, ce qui équivaut à une erreur.',
      remedy: 'N’en faites qu’un.',
    },
    'spf-broken': { found: 'SPF de {{name}} est incompréhensible.', remedy: 'Corrigez-le : {{published}}' },
    'spf-anybody': {
      found: 'SPF de {{name}} laisse tout le monde envoyer (+all).',
      remedy: 'Terminez-le par -all ou ~all.',
    },
    'dkim-matches': { found: 'DKIM : la clé sous {{name}} est la nôtre.', remedy: '' },
    'dkim-not-set': {
      found: 'DKIM : nous ne signons pas les e-mails.',
      remedy: 'C’est bien si le serveur de courrier signe. Sinon, réglez DKIM_SELECTOR et DKIM_KEY.',
    },
    'dkim-missing': {
      found: 'DKIM : les e-mails sont signés et aucune clé n’est sous {{name}} : toutes les signatures sont fausses.',
      remedy: PUBLIER,
    },
    'dkim-revoked': { found: 'DKIM : la clé sous {{name}} a été révoquée.', remedy: PUBLIER },
    'dkim-other-key': {
      found:
        'DKIM : la clé sous {{name}} n’est pas celle avec laquelle nous signons : toutes les signatures sont fausses.',
      remedy: PUBLIER,
    },
    'dkim-testing': { found: 'DKIM : la clé sous {{name}} se dit à l’essai (t=y).', remedy: 'Retirez t=y.' },
    'dmarc-enforced': { found: 'DMARC de {{name}} : {{policy}}.', remedy: '' },
    'dmarc-watching': { found: 'DMARC de {{name}} ne fait qu’observer (none).', remedy: '' },
    'dmarc-missing': {
      found: 'DMARC : aucun enregistrement sous {{name}} ; les grands fournisseurs en veulent un.',
      remedy: PUBLIER,
    },
    'dmarc-several': {
      found: 'DMARC : {{name}} a plusieurs enregistrements, ce qui équivaut à aucun.',
      remedy: 'N’en gardez qu’un.',
    },
    'dmarc-broken': { found: 'DMARC de {{name}} est incompréhensible.', remedy: PUBLIER },
    'mail-in-off': {
      found: 'Aucun e-mail n’entre : les réponses par e-mail ne sont pas lues.',
      remedy: 'Réglez INBOX_IMAP_URL ou INBOX_SMTP_PORT si elles doivent l’être.',
    },
    'imap-good': { found: 'La boîte de {{server}} peut être lue.', remedy: '' },
    'imap-silent': {
      found: 'La boîte de {{server}} est injoignable : {{problem}}.',
      remedy: 'Vérifiez l’hôte et le port de INBOX_IMAP_URL, et le certificat du serveur.',
    },
    'imap-password': {
      found: 'Le serveur de courrier {{server}} refuse l’utilisateur ou le mot de passe de la boîte.',
      remedy: 'Corrigez-les dans INBOX_IMAP_URL ; une espace, @, : ou / doivent y être codés en pourcent.',
    },
    'imap-folder': {
      found: 'La boîte de {{server}} n’a pas de dossier {{folder}}.',
      remedy: 'Corrigez le dossier à la fin de INBOX_IMAP_URL, ou créez-le.',
    },
    'smtp-in-good': { found: 'Le courrier est pris sur {{address}}.', remedy: '' },
    'smtp-in-silent': {
      found: 'Personne ne prend le courrier sur {{address}} : {{problem}}.',
      remedy: 'Voyez le journal du serveur : un autre programme occupe peut-être le port.',
    },
    'mx-good': { found: 'Le courrier de {{domain}} va à {{hosts}}, c’est-à-dire ici.', remedy: '' },
    'mx-elsewhere': {
      found: 'Le courrier de {{domain}} va à {{hosts}}, non à cette machine.',
      remedy:
        'Faites transmettre par ce serveur ce qui est pour MAIL_FROM et ses adresses avec un plus à INBOX_SMTP_PORT ici, ou lisez sa boîte par INBOX_IMAP_URL.',
    },
    'mx-missing': {
      found: 'Aucun serveur ne prend le courrier de {{domain}} : les réponses ne peuvent pas arriver.',
      remedy: 'Ajoutez-lui un enregistrement MX, ou donnez à MAIL_FROM une adresse à laquelle on peut répondre.',
    },
    'sip-off': { found: 'Le téléphone est désactivé.', remedy: '' },
    'sip-good': { found: 'Il répond sur {{address}}.', remedy: '' },
    'sip-port-taken': {
      found: 'Un autre programme occupe le port {{port}} (UDP) : le téléphone ne peut pas démarrer.',
      remedy: 'Arrêtez ce programme (souvent un autre serveur de téléphonie), ou choisissez un autre SIP_PORT.',
    },
    'sip-silent': {
      found: 'Le téléphone ne répond pas sur {{address}}.',
      remedy: 'Voyez le journal du serveur, et si le pare-feu laisse entrer UDP {{port}}.',
    },
    'sip-free': { found: 'Le port {{port}} est libre pour le téléphone.', remedy: '' },
    'sip-outside': {
      found: 'On ne voit pas d’ici si les téléphones extérieurs atteignent {{address}}.',
      remedy: 'Laissez entrer UDP et TCP {{port}} dans le pare-feu, et appelez une fois de l’extérieur.',
    },
    'trunk-unresolved': {
      found: 'Le fournisseur {{host}} est inconnu : {{problem}}.',
      remedy: 'Corrigez l’hôte dans SIP_TRUNK_URL.',
    },
    'sound-good': { found: 'Les téléphones envoient le son à {{address}}, une adresse de cette machine.', remedy: '' },
    'sound-announced': { found: 'Les téléphones envoient le son à {{address}}, où sont aussi les pages.', remedy: '' },
    'sound-wrong': {
      found:
        'Les téléphones doivent envoyer le son à {{address}}, qui n’est ni cette machine ni là où mène {{host}} ({{public}}) : les appels sont muets.',
      remedy: 'Donnez à MEDIA_ADDRESS l’adresse sous laquelle cette machine est atteinte de l’extérieur.',
    },
    'sound-private': {
      found:
        'Les téléphones extérieurs doivent envoyer le son à une adresse interne ({{address}}) : les appels sont muets.',
      remedy: 'Réglez MEDIA_ADDRESS={{public}}, et transmettez les ports UDP {{ports}} à cette machine.',
    },
    'sound-ports': {
      found: 'On ne voit pas d’ici si les ports UDP {{ports}} sont ouverts de l’extérieur.',
      remedy: 'Laissez-les entrer dans le pare-feu, et écoutez une fois le test d’écho depuis un téléphone extérieur.',
    },
    'disk-good': { found: '{{free}} sont libres.', remedy: '' },
    'disk-low': {
      found: 'Il ne reste que {{free}} sur {{total}}.',
      remedy: 'Faites de la place, ou gardez les enregistrements moins longtemps.',
    },
    'disk-full': {
      found: 'Il ne reste que {{free}} sur {{total}} : plus rien ne peut être gardé.',
      remedy: 'Faites de la place maintenant.',
    },
    'memory-good': { found: '{{free}} restent utilisables sur {{total}}.', remedy: '' },
    'memory-low': {
      found: 'Il ne reste que {{free}} utilisables sur {{total}}.',
      remedy: 'Donnez-en plus à la machine ou au conteneur.',
    },
    'clock-good': { found: 'Elle marche comme celle de {{source}}.', remedy: '' },
    'clock-kept': { found: 'Elle est tenue à l’heure par {{source}}.', remedy: '' },
    'clock-off': {
      found:
        'Elle s’écarte de {{seconds}} s de celle de {{source}} : codes du second facteur, certificats et rappels en souffrent.',
      remedy: 'Activez un service d’heure : timedatectl set-ntp true, ou chrony.',
    },
    'clock-unknown': { found: 'Il n’y a rien ici à quoi la comparer.', remedy: 'Voyez vous-même : timedatectl.' },
    'zones-good': { found: 'Données de fuseaux de {{version}}.', remedy: '' },
    'zones-old': {
      found: 'Données de fuseaux de {{version}} : les règles changées depuis par des États sont inconnues.',
      remedy: 'Utilisez une version plus récente de Node.',
    },
    'zones-differ': {
      found: 'Node ({{version}}) et nos propres tables diffèrent sur {{zones}} : les e-mails suivent celles de Node.',
      remedy: 'Utilisez une version plus récente de Node et de WebMeeting ; l’un des deux est en retard.',
    },
    'zones-missing': {
      found: 'Ce Node ne connaît pas le fuseau {{zone}}.',
      remedy: 'Utilisez un Node aux données ICU complètes, comme celui de nodejs.org ou de Debian.',
    },
    'versions-good': {
      found: 'WebMeeting {{version}}, Node {{node}}, SQLite {{sqlite}}, schéma {{schema}}.',
      remedy: '',
    },
    'node-old': {
      found: 'Node {{node}} est plus ancien que {{wanted}}.',
      remedy: 'Utilisez Node {{wanted}} ou plus récent.',
    },
    'schema-none': { found: 'Il n’y a pas encore de base de données : le premier démarrage la crée.', remedy: '' },
    'schema-old': {
      found: 'La base est d’une version plus ancienne ({{schema}}) : le prochain démarrage la porte à {{wanted}}.',
      remedy: 'Faites une sauvegarde, puis démarrez le serveur.',
    },
    'schema-newer': {
      found: 'La base est d’une version plus récente ({{schema}}) : celle-ci ({{wanted}}) ne peut pas l’utiliser.',
      remedy: 'Utilisez la version plus récente, ou restaurez la sauvegarde faite avant la mise à jour.',
    },
    'files-good': { found: 'Personne d’autre ne peut lire {{folder}}.', remedy: '' },
    'files-missing': {
      found: 'Le dossier {{folder}} n’existe pas : le premier démarrage le crée.',
      remedy: 'Voyez DATA_DIR s’il devrait y en avoir un.',
    },
    'files-unreadable': {
      found: '{{file}} ne peut être lu ou écrit par cet utilisateur.',
      remedy: 'Lancez cette commande sous l’utilisateur du serveur ; sinon : chown -R vers cet utilisateur {{folder}}.',
    },
    'files-open': {
      found: 'D’autres utilisateurs de cette machine peuvent lire {{files}}.',
      remedy: 'chmod go-rwx {{files}}',
    },
    'key-missing': {
      found: 'Il y a une base et pas de secret.key : aucun lien d’aucun e-mail n’ouvrirait quoi que ce soit.',
      remedy: 'Remettez secret.key depuis une sauvegarde avant de démarrer le serveur, qui en ferait une nouvelle.',
    },
    'key-damaged': { found: 'secret.key est abîmé.', remedy: 'Remettez-le depuis une sauvegarde.' },
    'database-good': { found: 'SQLite ne trouve rien à redire.', remedy: '' },
    'database-damaged': {
      found: 'Elle est abîmée : {{problem}}',
      remedy: 'Arrêtez le serveur et restaurez la dernière sauvegarde. Vérifiez ensuite le disque.',
    },
    'leftovers-none': { found: 'Il ne reste rien d’une opération interrompue.', remedy: '' },
    'leftovers-some': {
      found: 'Restes d’une opération interrompue : {{files}}',
      remedy: 'Supprimez-les pendant que le serveur est arrêté.',
    },
    'open-files-good': { found: '{{limit}} à la fois.', remedy: '' },
    'open-files-low': {
      found: 'Seulement {{limit}} à la fois : chaque connexion en prend un.',
      remedy: 'Augmentez : LimitNOFILE=65536 de systemd, ulimit -n ailleurs.',
    },
    'open-files-unknown': { found: 'Ce système ne le dit pas.', remedy: 'ulimit -n' },
    'speech-good': { found: '{{engine}} parle.', remedy: '' },
    'speech-missing': {
      found: 'Les noms et vos propres textes ne sont pas dits aux téléphones : {{problem}}',
      remedy: 'Installez espeak-ng, ou réglez SPEECH_COMMAND.',
    },
    'backup-good': { found: 'La dernière a {{hours}} heures.', remedy: '' },
    'backup-old': {
      found: 'La dernière a {{days}} jours.',
      remedy: 'Voyez Sauvegardes dans la console, ou lancez webmeeting backup.',
    },
    'backup-none': {
      found: 'Il n’y en a aucune.',
      remedy: 'Réglez un horaire sous Sauvegardes dans la console, ou lancez webmeeting backup.',
    },
    'database-unread': {
      found: 'La base ne peut pas être ouverte : {{problem}}',
      remedy: 'Voyez le dossier de données ci-dessus.',
    },
  },
});
