import type { Language } from './language';

/**
 * Invented people of languages in Latin script: common given and family names, combined by chance. Any likeness to a
 * person is chance too. Names that ASCII cannot spell are respelled for email addresses by the program.
 */
const words = (text: string) => text.split(',').map((name) => name.trim());

/** English and West European languages: 38 % of the people. */
export const WEST_EUROPEAN: readonly (readonly [Language, number])[] = [
  [
    {
      code: 'en',
      region: 'uk',
      given: words(
        'Amelia, Oliver, Grace, Arthur, Harriet, Theo, Imogen, Marcus, Beatrice, Callum, Edith, Rupert, Naomi, Gareth, Priscilla, Desmond, Tamsin, Hugo, Winifred, Leon',
      ),
      family: words(
        "Ashdown, Blackwood, Carmichael, Dunmore, Eastwick, Fairley, Garrick, Holloway, Inglewood, Jessop, Kettering, Lockhart, Merriweather, Norcliffe, O'Brien, Pemberton, Rowntree, Stanhope, Thackray, Whitlock",
      ),
    },
    9,
  ],
  [
    {
      code: 'en-US',
      region: 'us',
      given: words(
        'Mason, Harper, Jamal, Skyler, Brooke, Tyrone, Madison, Colton, Keisha, Logan, Savannah, Dwayne, Paige, Travis, Aaliyah, Wyatt',
      ),
      family: words(
        "Abernathy, Bridger, Calloway, Delacroix, Everhart, Freeland, Goodspeed, Hathaway, Kirkland, Langston, McAllister, Okafor-Reed, Pritchett, Ramsey, St. James, D'Angelo",
      ),
    },
    7,
  ],
  [
    {
      code: 'nl',
      region: 'eu',
      given: words('Sanne, Daan, Femke, Joris, Lotte, Bram, Maud, Ruben, Anouk, Thijs, Marloes, Sjoerd'),
      family: words(
        "van der Meulen, de Wit, van den Berg, Hoekstra, Dijkstra, ter Horst, 't Hart, van Leeuwen, Brouwer, Postma, in 't Veld, Kuipers",
      ),
    },
    4,
  ],
  [
    {
      code: 'de',
      region: 'eu',
      given: words(
        'Jürgen, Käthe, Lukas, Annika, Björn, Friederike, Moritz, Heike, Sönke, Ulrike, Matthias, Liesel',
      ),
      family: words(
        'Müller, Schäfer, Groß, von Aschau, Böttcher, Krüger, Weißenborn, Lindemann, Hölzl, Straßer, Brandt, Zeidler',
      ),
    },
    5,
  ],
  [
    {
      code: 'fr',
      region: 'eu',
      given: words(
        'Élodie, Thibault, Chloé, François, Maëlle, Rémi, Anaïs, Loïc, Geneviève, Jean-Baptiste, Solène, Noémie',
      ),
      family: words(
        "Lefèvre, Dubois, Châtelain, d'Aubigné, Moreau, Béranger, Le Goff, Garçon, Rousselle, de La Tour, Faÿ, Noël",
      ),
    },
    4,
  ],
  [
    {
      code: 'es',
      region: 'eu',
      given: words(
        'Begoña, Íñigo, Lucía, Andrés, María José, Joaquín, Pilar, Raúl, Inés, Nicolás, Belén, Óscar',
      ),
      family: words(
        'García Peña, Muñoz, Ibáñez Soler, de la Fuente, Castaño, Núñez, Echeverría, Rincón Vidal, Zúñiga, Peñalver',
      ),
    },
    4,
  ],
  [
    {
      code: 'pt',
      region: 'eu',
      given: words('João, Inês, Tomás, Conceição, Rui, Beatriz, Gonçalo, Leonor, Sebastião, Mafalda'),
      family: words(
        'Gonçalves, Simões, dos Santos Leitão, Magalhães, Brandão, Assunção, Furtado, da Conceição e Sá',
      ),
    },
    2,
  ],
  [
    {
      code: 'it',
      region: 'eu',
      given: words('Niccolò, Chiara, Alessio, Ginevra, Matteo, Bianca, Lorenzo, Fiamma'),
      family: words("Dell'Acqua, Benedetti, Di Stefano, Falcone, Nardò, Castellani, Morandi, D'Amico"),
    },
    2,
  ],
  [
    {
      code: 'sv',
      region: 'eu',
      given: words('Åsa, Björk, Søren, Frøya, Linnéa, Øystein, Malin, Aksel'),
      family: words('Lindström, Ørsted, Håkansson, Sjöberg, Bjørnstad, Nygård, Kjær, Ångström'),
    },
    1,
  ],
];

/** Other languages that write in Latin letters. */
export const OTHER_LATIN: readonly (readonly [Language, number])[] = [
  [
    {
      code: 'pl',
      region: 'eu',
      given: words(
        'Łukasz, Małgorzata, Paweł, Agnieszka, Krzysztof, Żaneta, Wojciech, Zofia, Michał, Grażyna, Jędrzej',
      ),
      family: words(
        'Wiśniewska, Dąbrowski, Łęcki, Żuraw, Źrebiec, Ćwik, Piątek, Gołębiewski, Mączka, Kościelny, Świderski, Zając',
      ),
    },
    6,
  ],
  [
    {
      code: 'cs',
      region: 'eu',
      given: words('Jiří, Růžena, Ondřej, Zdeňka, Štěpán, Květa, Matěj, Běla, Vojtěch, Šárka'),
      family: words(
        'Dvořáček, Nováková, Řezníček, Šťastná, Kříž, Ptáčková, Žižka, Hřebíček, Švejda, Málková',
      ),
    },
    4,
  ],
  [
    {
      // Dotted and dotless i: lower-casing İ gives two characters, and ı has no capital I but its own.
      code: 'tr',
      region: 'emea',
      given: words('İpek, Işıl, Çağrı, Şule, Ömer, Gülşah, İlker, Irmak, Ülkü, Barış, Ayça, Tolga'),
      family: words('Yıldırım, Işık, İnanç, Çelikkol, Öztürk, Şahinbaş, Güneş, Kılıçarslan, Akıncı, Ünlü'),
    },
    4,
  ],
  [
    {
      code: 'vi',
      region: 'apac',
      familyFirst: true,
      given: words(
        'Thị Hồng Nhung, Minh Đức, Quỳnh Anh, Văn Bảo, Ngọc Ánh, Hữu Phước, Thu Hằng, Đăng Khoa, Mỹ Duyên, Tuấn Kiệt',
      ),
      family: words('Nguyễn, Trần, Lê, Phạm, Đặng, Vũ, Đỗ, Bùi, Hồ, Huỳnh'),
    },
    4,
  ],
  [
    {
      code: 'yo',
      region: 'emea',
      given: words('Adébáyọ̀, Ọmọlará, Títílayọ̀, Olúwaṣeun, Fọlákẹ́, Kọ́lá, Yétúndé, Ṣọlá'),
      family: words('Adéyẹmí, Ògúnbíyí, Akínwándé, Ọládélé, Afọlábí, Ṣóyínlé, Bámgbóṣé'),
    },
    2,
  ],
];
