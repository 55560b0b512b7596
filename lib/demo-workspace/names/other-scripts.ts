import { spelled, type Language } from './language';

/** Invented people of languages in other scripts. `_` stands for a space inside a name. */
export const OTHER_SCRIPTS: readonly (readonly [Language, number])[] = [
  [
    {
      code: 'el',
      region: 'eu',
      given: spelled(
        'Ελένη eleni, Γιώργος giorgos, Αικατερίνη aikaterini, Νίκος nikos, Δέσποινα despoina, Σπύρος spyros, Χρυσούλα chrysoula, Θάνος thanos',
      ),
      family: spelled(
        'Παπαδάκης papadakis, Οικονόμου oikonomou, Βλάχος vlachos, Ξενάκη xenaki, Ψαρράς psarras, Καραγιάννη karagianni, Μαυρίδης mavridis',
      ),
    },
    3,
  ],
  [
    {
      code: 'uk',
      region: 'eu',
      given: spelled(
        "Олена olena, Андрій andrii, Соломія solomiia, Тарас taras, Ївга yivha, Остап ostap, Мар'яна mariana, Євген yevhen",
      ),
      family: spelled(
        'Коваленко kovalenko, Шевчук shevchuk, Гриценко hrytsenko, Ґудзь gudz, Їжакевич yizhakevych, Лисенко lysenko, Щербина shcherbyna',
      ),
    },
    3,
  ],
  [
    {
      code: 'ru',
      region: 'emea',
      given: spelled(
        'Алёна alyona, Дмитрий dmitry, Ксения ksenia, Фёдор fyodor, Полина polina, Игорь igor, Эльвира elvira',
      ),
      family: spelled(
        'Соловьёв solovyov, Журавлёва zhuravlyova, Подъячев podyachev, Мельникова melnikova, Щукин shchukin, Объедков obyedkov',
      ),
    },
    2,
  ],
  [
    {
      code: 'bg',
      region: 'eu',
      given: spelled(
        'Божидар bozhidar, Цветелина tsvetelina, Любомир lyubomir, Снежана snezhana, Румен rumen, Ралица ralitsa',
      ),
      family: spelled(
        'Димитрова dimitrova, Златарев zlatarev, Къдринова kadrinova, Стоянов stoyanov, Щерева shtereva',
      ),
    },
    2,
  ],
  [
    {
      code: 'ar',
      region: 'emea',
      given: spelled(
        'ليلى layla, يوسف yousef, فاطمة fatima, عمر omar, نور nour, خالد khaled, مريم maryam, سامي sami, هدى huda, طارق tariq',
      ),
      family: spelled(
        'المنصوري almansoori, الخطيب alkhatib, بن_علي benali, النجار alnajjar, القاسم alqasim, درويش darwish, الزهراني alzahrani',
      ),
    },
    4,
  ],
  [
    {
      code: 'fa',
      region: 'emea',
      given: spelled(
        'شیرین shirin, کامران kamran, پریسا parisa, آرش arash, مهسا mahsa, گلناز golnaz, بهرام bahram',
      ),
      family: spelled(
        'رستمی rostami, کاظمی kazemi, یزدانی yazdani, پورحسینی pourhosseini, می‌نژاد minejad, فرهادپور farhadpour',
      ),
    },
    2,
  ],
  [
    {
      code: 'he',
      region: 'emea',
      given: spelled(
        'נועה noa, איתן eitan, תמר tamar, יונתן yonatan, שירה shira, אבשלום avshalom, מיכל michal',
      ),
      family: spelled(
        'בן־דוד bendavid, לוינסקי levinsky, שפירא shapira, אלמוג almog, כץ katz, פרידמן friedman',
      ),
    },
    2,
  ],
  [
    {
      code: 'hi',
      region: 'apac',
      given: spelled(
        'प्रिया priya, अर्जुन arjun, काव्या kavya, विक्रम vikram, श्रुति shruti, राजेश rajesh, ऐश्वर्या aishwarya, निखिल nikhil',
      ),
      family: spelled(
        'शर्मा sharma, त्रिपाठी tripathi, वर्मा verma, श्रीवास्तव srivastava, ठाकुर thakur, मिश्रा mishra, गुप्ता gupta',
      ),
    },
    4,
  ],
  [
    {
      code: 'bn',
      region: 'apac',
      given: spelled(
        'অনন্যা ananya, সৌরভ sourav, রিমঝিম rimjhim, তানভীর tanvir, মৌসুমী mousumi, কৌশিক kaushik',
      ),
      family: spelled(
        'চট্টোপাধ্যায় chattopadhyay, রহমান rahman, সেনগুপ্ত sengupta, ভট্টাচার্য bhattacharya, হোসেন hossain',
      ),
    },
    2,
  ],
  [
    {
      code: 'ta',
      region: 'apac',
      given: spelled('கவிதா kavitha, முருகன் murugan, செல்வி selvi, கார்த்திக் karthik, பொன்னி ponni, அருண் arun'),
      family: spelled(
        'சுப்ரமணியம் subramaniam, இராமசாமி ramasamy, பாண்டியன் pandian, நாகராஜன் nagarajan, வேலு velu',
      ),
    },
    2,
  ],
  [
    {
      code: 'th',
      region: 'apac',
      given: spelled(
        'กนกวรรณ kanokwan, ธนพล thanaphon, ปิยะดา piyada, ณัฐพงศ์ natthaphong, สุภาพร suphaphon, อนุชา anucha',
      ),
      family: spelled('ศรีสุวรรณ srisuwan, บุญมี bunmi, เจริญผล charoenphon, รัตนกุล rattanakun, วงศ์ใหญ่ wongyai'),
    },
    2,
  ],
  [
    {
      code: 'zh-Hans',
      region: 'apac',
      familyFirst: true,
      joined: true,
      given: spelled(
        '晓梅 xiaomei, 建国 jianguo, 雨桐 yutong, 子轩 zixuan, 丽华 lihua, 伟 wei, 静怡 jingyi, 浩然 haoran, 欣 xin',
      ),
      family: spelled('王 wang, 李 li, 张 zhang, 刘 liu, 欧阳 ouyang, 陈 chen, 赵 zhao, 黄 huang'),
    },
    4,
  ],
  [
    {
      code: 'zh-Hant',
      region: 'apac',
      familyFirst: true,
      joined: true,
      given: spelled('淑芬 shufen, 志豪 chihhao, 雅婷 yating, 家豪 chiahao, 怡君 yichun, 冠廷 kuanting'),
      family: spelled('張 chang, 陳 chen, 黃 huang, 劉 liu, 歐陽 ouyang, 蕭 hsiao, 龔 kung'),
    },
    2,
  ],
  [
    {
      code: 'ja',
      region: 'apac',
      familyFirst: true,
      given: spelled(
        '陽子 yoko ヨウコ, 健太 kenta ケンタ, 美咲 misaki ミサキ, 大輔 daisuke ダイスケ, さくら sakura サクラ, 翔 sho ショウ, 由紀 yuki ユキ',
      ),
      family: spelled(
        '佐々木 sasaki ササキ, 髙橋 takahashi タカハシ, 渡邉 watanabe ワタナベ, 小野寺 onodera オノデラ, 東海林 shoji ショウジ, 森 mori モリ',
      ),
    },
    3,
  ],
  [
    {
      code: 'ko',
      region: 'apac',
      familyFirst: true,
      joined: true,
      given: spelled('서연 seoyeon, 민준 minjun, 지우 jiwoo, 하은 haeun, 도윤 doyun, 수빈 subin'),
      family: spelled('김 kim, 이 lee, 박 park, 최 choi, 남궁 namgung, 황보 hwangbo'),
    },
    2,
  ],
  [
    {
      code: 'ka',
      region: 'emea',
      given: spelled('ნინო nino, გიორგი giorgi, თამარ tamar, ლევან levan, ქეთევან ketevan'),
      family: spelled('ბერიძე beridze, მაისურაძე maisuradze, ჯავახიშვილი javakhishvili, წერეთელი tsereteli'),
    },
    1,
  ],
  [
    {
      code: 'hy',
      region: 'emea',
      given: spelled('Անահիտ anahit, Տիգրան tigran, Շուշան shushan, Գևորգ gevorg, Նարե nare'),
      family: spelled('Պետրոսյան petrosyan, Հակոբյան hakobyan, Մկրտչյան mkrtchyan, Ղազարյան ghazaryan'),
    },
    1,
  ],
  [
    {
      code: 'am',
      region: 'emea',
      given: spelled('ሰላም selam, አበበ abebe, ትዕግስት tigist, ዳዊት dawit, ብርሃን birhan'),
      family: spelled('ተስፋዬ tesfaye, ገብረ gebre, ወልደማርያም woldemariam, ከበደ kebede'),
    },
    1,
  ],
];
