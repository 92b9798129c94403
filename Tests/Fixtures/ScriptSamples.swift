/// Invented people, organizations and sentences that name nobody, in one script.
public struct ScriptSample: Sendable {
    public let script: String
    /// Given name and surname, parted by a space where the script has one.
    public let names: [String]
    /// The same in Latin letters, as people write them; of the Latin ones in Cyrillic.
    public let elsewhere: [String]
    public let pseudonyms: [String]
    public let organizations: [String]
    public let sentences: [String]

    public static let all = [
        ScriptSample(
            script: "Latin",
            names: [
                "Gladys Marroquín", "Tomás Echeverría", "Rosalina Cifuentes", "Emiliano Vásquez", "Marcela Quiñones",
            ],
            elsewhere: [
                "Гладис Маррокин", "Томас Эчеверрия", "Росалина Сифуэнтес", "Эмилиано Васкес", "Марсела Киньонес",
            ],
            pseudonyms: ["Colibrí", "Tecolote", "Amapola", "Jaguar", "Relámpago"],
            organizations: [
                "Red Lenca de Abogadas", "Colectivo Madre Selva", "Radio Garífuna Faluma", "Casa Juvenil Ocotillo",
                "Unión Campesina Bajo Aguán",
            ],
            sentences: [
                "El camino está cerrado y la reunión no puede tener lugar.",
                "Por razones de salud hemos cambiado la fecha.",
                "La Embajada agradece su comprensión.", "No será posible reunirnos esta semana.",
                "Hay huelga de transporte en la capital.", "Les escribiremos cuando haya otra fecha.",
            ]),
        ScriptSample(
            script: "Cyrillic",
            names: [
                "Марина Соколова", "Тимур Алиханов", "Светлана Журавлёва", "Аркадий Белозёров", "Людмила Остапенко",
            ],
            elsewhere: [
                "Marina Sokolova", "Timur Alikhanov", "Svetlana Zhuravlyova", "Arkady Belozyorov", "Lyudmila Ostapenko",
            ],
            pseudonyms: ["Чайка", "Беркут", "Ромашка", "Странник", "Полынь"],
            organizations: [
                "Мемориальный Дом Надежда", "Комитет Матерей Кавказа", "Голос Северного Берега",
                "Правовая Защита Степь",
                "Центр Памяти Ворота",
            ],
            sentences: [
                "Дорога закрыта, поэтому встреча не состоится.", "По состоянию здоровья мы перенесли дату.",
                "Посольство благодарит вас за понимание.", "На этой неделе собраться не получится.",
                "В столице бастует общественный транспорт.", "Мы напишем, когда появится новая дата.",
            ]),
        ScriptSample(
            script: "Greek",
            names: [
                "Ελένη Παπαδοπούλου", "Θανάσης Καραγιάννης", "Βασιλική Σταματίου", "Αριστείδης Μαυρίδης",
                "Φωτεινή Λαμπράκη",
            ],
            elsewhere: [
                "Eleni Papadopoulou", "Thanasis Karagiannis", "Vasiliki Stamatiou", "Aristidis Mavridis",
                "Fotini Lambraki",
            ],
            pseudonyms: ["Αετός", "Μέλισσα", "Κεραυνός", "Γιασεμί", "Ναυτίλος"],
            organizations: [
                "Σπίτι Προσφύγων Αιγαίου", "Δίκτυο Γυναικών Θράκης", "Φωνή Νότιων Νησιών", "Νομική Στήριξη Πειραιά",
                "Κίνηση Πολιτών Ηπείρου",
            ],
            sentences: [
                "Ο δρόμος είναι κλειστός και η συνάντηση δεν θα γίνει.", "Για λόγους υγείας αλλάξαμε την ημερομηνία.",
                "Η Πρεσβεία σας ευχαριστεί για την κατανόηση.", "Δεν θα μπορέσουμε να βρεθούμε αυτή την εβδομάδα.",
                "Υπάρχει απεργία στα μέσα μεταφοράς.", "Θα σας γράψουμε όταν οριστεί νέα ώρα.",
            ]),
        ScriptSample(
            script: "Armenian",
            names: [
                "Անահիտ Մարտիրոսյան", "Գագիկ Հովհաննիսյան", "Սիրանուշ Պետրոսյան", "Վահագն Ղազարյան",
                "Լուսինե Աբրահամյան",
            ],
            elsewhere: [
                "Anahit Martirosyan", "Gagik Hovhannisyan", "Siranush Petrosyan", "Vahagn Ghazaryan",
                "Lusine Abrahamyan",
            ],
            pseudonyms: ["Արծիվ", "Ծիածան", "Կայծակ", "Շուշան", "Նավավար"],
            organizations: [
                "Տուն Հույսի Լեռան", "Ցանց Կանանց Արարատի", "Ձայն Հյուսիսային Գետի", "Իրավունք Սևան Համայնքի",
                "Միություն Գյուղացիների Հարավի",
            ],
            sentences: [
                "Ճանապարհը փակ է, և հանդիպումը չի կայանա։", "Առողջական պատճառով մենք փոխել ենք օրը։",
                "Դեսպանատունը շնորհակալ է ձեր ըմբռնման համար։", "Այս շաբաթ հնարավոր չէ հավաքվել։",
                "Մայրաքաղաքում տրանսպորտը գործադուլ է անում։", "Կգրենք ձեզ, երբ նոր օր լինի։",
            ]),
        ScriptSample(
            script: "Georgian",
            names: ["ნათია ბერიძე", "გიორგი კვარაცხელია", "თამარ მაისურაძე", "ირაკლი ჯაფარიძე", "მარიამ ლომიძე"],
            elsewhere: [
                "Natia Beridze", "Giorgi Kvaratskhelia", "Tamar Maisuradze", "Irakli Japaridze", "Mariam Lomidze",
            ],
            pseudonyms: ["არწივი", "მერცხალი", "ელვარება", "ნარინჯი", "მოგზაური"],
            organizations: [
                "იმედის სახლი რიონთან", "ქალთა ქსელი სვანეთი", "ჩრდილოეთის მდინარის ხმა", "სამართალი კახეთის თემებს",
                "გლეხთა კავშირი სამხრეთი",
            ],
            sentences: [
                "გზა დაკეტილია და შეხვედრა ვერ გაიმართება.", "ჯანმრთელობის გამო თარიღი შევცვალეთ.",
                "საელჩო მადლობას გიხდით გაგებისთვის.", "ამ კვირაში შეკრება შეუძლებელი იქნება.",
                "დედაქალაქში ტრანსპორტი გაფიცულია.", "მოგწერთ, როცა ახალი დრო იქნება.",
            ]),
        ScriptSample(
            script: "Hebrew",
            names: ["נועה שטרנברג", "אביגיל רוזנטל", "יונתן מזרחי", "שולמית אברהמוב", "איתמר גולדברג"],
            elsewhere: [
                "Noa Sternberg", "Avigail Rosenthal", "Yonatan Mizrahi", "Shulamit Avrahamov", "Itamar Goldberg",
            ],
            pseudonyms: ["צופית", "נשרית", "סביון", "ברקאית", "נווטית"],
            organizations: [
                "מעגל אמהות הגליל", "קואליציה מרכז הנגב", "סיוע משפטי ירקון", "משפחות שכולות למען שלום",
                "קול דרומי אחר",
            ],
            sentences: [
                "הדרך סגורה ולכן הפגישה לא תתקיים.", "מטעמי בריאות שינינו את התאריך.", "השגרירות מודה לכם על ההבנה.",
                "לא נוכל להיפגש השבוע.", "יש שביתה בתחבורה הציבורית.", "נכתוב לכם כאשר יהיה מועד חדש.",
            ]),
        ScriptSample(
            script: "Arabic",
            names: ["ياسمين الخطيب", "سليمان البرغوثي", "عائشة المنصوري", "إبراهيم الزهراوي", "فاطمة القاسمي"],
            elsewhere: ["Yasmin Khatib", "Suleiman Barghouti", "Aisha Mansouri", "Ibrahim Zahrawi", "Fatima Qasimi"],
            pseudonyms: ["زرقاء", "صقرون", "ياقوتة", "سنبلات", "برهوم"],
            organizations: [
                "بيت الأمل للأرامل", "شبكة نساء الفرات", "صوت الضفة الشمالية", "العيادة القانونية بالواحة",
                "اتحاد فلاحي الجنوب",
            ],
            sentences: [
                "الطريق مغلق ولن يعقد الاجتماع.", "لأسباب صحية غيرنا الموعد.", "تشكركم السفارة على تفهمكم.",
                "لن نتمكن من اللقاء هذا الأسبوع.", "هناك إضراب في وسائل النقل.", "سنكتب إليكم عند تحديد موعد جديد.",
            ]),
        ScriptSample(
            script: "Devanagari",
            names: ["सुनीता देशपांडे", "अभिमन्यु चतुर्वेदी", "कल्पना श्रीवास्तव", "राघवेंद्र कुलकर्णी", "नर्मदा भट्टाचार्य"],
            elsewhere: [
                "Sunita Deshpande", "Abhimanyu Chaturvedi", "Kalpana Shrivastava", "Raghavendra Kulkarni",
                "Narmada Bhattacharya",
            ],
            pseudonyms: ["चकोरी", "गरुड़िया", "बिजुरिया", "केतकी", "मुसाफिरी"],
            organizations: [
                "आशा गृह वनवासी", "महिला मंच बुंदेलखंड", "उत्तरी नदी आवाज़", "विधिक सहायता मालवा", "दक्षिण किसान सभा",
            ],
            sentences: [
                "रास्ता बंद है और बैठक नहीं हो सकेगी।", "स्वास्थ्य के कारण हमने तारीख बदल दी है।", "दूतावास आपका आभारी है।",
                "इस सप्ताह मिलना संभव नहीं होगा।", "राजधानी में परिवहन की हड़ताल है।", "नई तिथि होने पर हम लिखेंगे।",
            ]),
        ScriptSample(
            script: "Thai",
            names: ["สุภาวดี ศรีสวัสดิ์", "ธนากร วงศ์ประเสริฐ", "กาญจนา บุญรอด", "พิชญา สมบัติทอง", "อนุชิต เรืองศักดิ์"],
            elsewhere: [
                "Supawadee Srisawat", "Thanakorn Wongprasert", "Kanchana Boonrod", "Pitchaya Sombatthong",
                "Anuchit Ruangsak",
            ],
            pseudonyms: ["นกอินทรีย์", "ดอกปีบ", "สายฟ้าแลบ", "จันทร์ฉาย", "นักเดินเรือ"],
            organizations: ["มูลนิธิสิทธิชุมชนเหนือ", "เครือข่ายสตรีชายแดน", "เสียงแม่น้ำสาละวิน", "คลินิกกฎหมายบ้านนา", "สมัชชาชาวนาใต้"],
            sentences: [
                "ถนนปิดจึงไม่สามารถประชุมได้", "เราเลื่อนวันด้วยเหตุผลด้านสุขภาพ", "สถานทูตขอขอบคุณในความเข้าใจ", "สัปดาห์นี้ไม่อาจพบกันได้",
                "มีการนัดหยุดงานของรถโดยสาร", "เราจะเขียนถึงท่านเมื่อมีวันใหม่",
            ]),
        ScriptSample(
            script: "Han", names: ["欧阳锦绣", "司马致远", "诸葛明轩", "慕容雪莲", "上官婉清"],
            elsewhere: ["Ouyang Jinxiu", "Sima Zhiyuan", "Zhuge Mingxuan", "Murong Xuelian", "Shangguan Wanqing"],
            pseudonyms: ["海东青", "夜来香", "霹雳火", "独行侠", "望江楼"],
            organizations: ["劳工之友中心", "北岸妇女互助会", "南方农民联合社", "山村法律诊所", "江声电台"],
            sentences: ["道路封闭，会议无法举行。", "因健康原因，我们更改了日期。", "使馆感谢您的理解。", "本周不能见面。", "首都的公共交通正在罢工。", "有新的时间我们会写信。"]),
        ScriptSample(
            script: "Kana", names: ["さくらこ ふじわら", "はるひこ いしばし", "みどり たかなし", "つばさ おおくぼ", "かえで はやみね"],
            elsewhere: [
                "Sakurako Fujiwara", "Haruhiko Ishibashi", "Midori Takanashi", "Tsubasa Okubo", "Kaede Hayamine",
            ],
            pseudonyms: ["はやぶさ", "あじさい", "いなずま", "たんぽぽ", "ふなのり"],
            organizations: ["みなとじょせいのいえ", "きたかぜほうりつそうだん", "やまざとのうみんのかい", "ひかりのこえほうそう", "みなみじまのなかま"],
            sentences: [
                "みちがとおれないのでかいぎはひらけません。", "けんこうのためひにちをかえました。", "たいしかんよりおれいもうしあげます。", "こんしゅうはあえません。",
                "しゅとではでんしゃがとまっています。", "あたらしいひがきまればおしらせします。",
            ]),
        ScriptSample(
            script: "Hangul", names: ["남궁혜원", "황보민준", "제갈소연", "선우지훈", "독고미래"],
            elsewhere: ["Namgung Hyewon", "Hwangbo Minjun", "Jegal Soyeon", "Sunwoo Jihun", "Dokgo Mirae"],
            pseudonyms: ["해동청", "달맞이꽃", "천둥소리", "나그네새", "등대지기"],
            organizations: ["북녘여성쉼터", "한강노동인권모임", "남도농민회", "산골법률상담소", "강바람방송"],
            sentences: [
                "길이 막혀 회의를 열 수 없습니다.", "건강 문제로 날짜를 바꾸었습니다.", "대사관은 이해에 감사드립니다.", "이번 주에는 만날 수 없습니다.",
                "수도의 대중교통이 파업 중입니다.", "새 날짜가 정해지면 알려 드리겠습니다.",
            ]),
    ]
}
