/// What address books and mailing programs write at the top of the files that they export, and where one person's facts stand in it.
struct ProgramExport {
    let name: String
    /// Each header with what the cell below it says; empty cells are as programs leave them.
    let columns: [(header: String, cell: String)]
    let country: String
    let phones: Int

    private static func make(_ name: String, phones: Int = 2, country: String = "FR", _ columns: String)
        -> ProgramExport
    {
        ProgramExport(
            name: name,
            columns: columns.split(separator: "\n").map { line in
                let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (halves[0], halves.count > 1 ? halves[1] : "")
            }, country: country, phones: phones)
    }

    /// The person is Ana María Ejemplo, coordinator of the River Council, with two addresses.
    static let all: [ProgramExport] = [
        make(
            "Google",
            """
            First Name=Ana
            Middle Name=María
            Last Name=Ejemplo
            Phonetic First Name
            Name Prefix=Dra.
            Nickname
            Organization Name=River Council
            Organization Title=Coordinator
            Organization Department=Legal
            Birthday=1980-01-01
            Notes=A note
            Labels=* myContacts
            E-mail 1 - Label=* Work
            E-mail 1 - Value=ana@work.example
            E-mail 2 - Label=Home
            E-mail 2 - Value=ana@home.example
            Phone 1 - Label=Mobile
            Phone 1 - Value=+504 9999 0001
            Phone 2 - Label=Work
            Phone 2 - Value=+504 2222 0001
            Address 1 - Label=Work
            Address 1 - Formatted=1 rue, Paris
            Address 1 - City=Paris
            Address 1 - Region=Normandie
            Address 1 - Country=France
            """),
        make(
            "Google of before",
            """
            Name=Ana María Ejemplo
            Given Name=Ana
            Additional Name=María
            Family Name=Ejemplo
            Yomi Name
            Name Prefix
            Initials
            Notes=A note
            Language=
            Group Membership=* myContacts
            E-mail 1 - Type=* Work
            E-mail 1 - Value=ana@work.example ::: ana@home.example
            Phone 1 - Type=Mobile
            Phone 1 - Value=+504 9999 0001 ::: +504 2222 0001
            Address 1 - Country=FR
            Address 1 - Region=Normandie
            Organization 1 - Name=River Council
            Organization 1 - Title=Coordinator
            Organization 1 - Department=Legal
            """),
        make(
            "Outlook",
            """
            Title=Dr.
            First Name=Ana
            Middle Name=María
            Last Name=Ejemplo
            Suffix
            Company=River Council
            Department=Legal
            Job Title=Coordinator
            Business Street=1 rue
            Business City=Paris
            Business State=Normandie
            Business Postal Code=75000
            Business Country/Region=France
            Home Country/Region
            Assistant's Phone=+1 555 0000
            Business Fax=+1 555 0001
            Business Phone=+504 2222 0001
            Company Main Phone=+1 555 0002
            Mobile Phone=+504 9999 0001
            E-mail Address=ana@work.example
            E-mail Type=SMTP
            E-mail Display Name=Ana Ejemplo (ana@work.example)
            E-mail 2 Address=ana@home.example
            Initials=A.E.
            Language=Spanish
            Notes=A note
            Office Location=Room 3
            Profession=Lawyer
            """),
        make(
            "Outlook.com",
            """
            First Name=Ana
            Middle Name=María
            Last Name=Ejemplo
            Title=Dra.
            Suffix
            Nickname
            E-mail Address=ana@work.example
            E-mail 2 Address=ana@home.example
            Home Phone=+504 2222 0001
            Mobile Phone=+504 9999 0001
            IMAddress
            Job Title=Coordinator
            Department=Legal
            Company=River Council
            Office Location
            Business State=Normandie
            Business Country/Region=France
            Personal Web Page
            Notes=A note
            """),
        make(
            "Outlook in Spanish",
            """
            Tratamiento=Dra.
            Nombre=Ana
            Segundo nombre=María
            Apellidos=Ejemplo
            Sufijo
            Organización=River Council
            Departamento=Jurídico
            Puesto=Coordinator
            Calle del trabajo=1 rue
            Ciudad de trabajo=Paris
            Provincia o estado de trabajo=Normandie
            Código postal de trabajo=75000
            País o región del trabajo=Francia
            Fax del trabajo=+1 555 0001
            Teléfono del trabajo=+504 2222 0001
            Móvil=+504 9999 0001
            Dirección de correo electrónico=ana@work.example
            Tipo de correo electrónico=SMTP
            Nombre de pantalla de correo electrónico=Ana Ejemplo
            Dirección de correo electrónico 2=ana@home.example
            Idioma=español
            Notas=A note
            """),
        make(
            "Outlook in French",
            """
            Titre=Mme
            Prénom=Ana
            Deuxième prénom=María
            Nom=Ejemplo
            Suffixe
            Société=River Council
            Service=Juridique
            Profession=Coordinator
            Rue (bureau)=1 rue
            Ville (bureau)=Paris
            Dép/Région (bureau)=Normandie
            Code postal (bureau)=75000
            Pays/Région (bureau)=France
            Pays/Région (domicile)
            Télécopie (bureau)=+1 555 0001
            Téléphone (bureau)=+504 2222 0001
            Tél. mobile=+504 9999 0001
            Adresse de messagerie=ana@work.example
            Type de messagerie=SMTP
            Adresse de messagerie 2=ana@home.example
            Langue=espagnol
            Notes=A note
            """),
        make(
            "Outlook in Portuguese",
            """
            Título=Dra.
            Nome=Ana
            Segundo Nome=María
            Sobrenome=Ejemplo
            Sufixo
            Empresa=River Council
            Departamento=Jurídico
            Cargo=Coordinator
            Rua do endereço comercial=1 rue
            Cidade do endereço comercial=Paris
            Estado comercial=Normandie
            País/Região comercial=França
            Fax comercial=+1 555 0001
            Telefone comercial=+504 2222 0001
            Telefone celular=+504 9999 0001
            Endereço de email=ana@work.example
            Tipo de email=SMTP
            Endereço de email 2=ana@home.example
            Idioma=espanhol
            Anotações=A note
            """),
        make(
            "Outlook in German",
            """
            Anrede=Frau
            Vorname=Ana
            Weitere Vornamen=María
            Nachname=Ejemplo
            Suffix
            Firma=River Council
            Abteilung=Recht
            Position=Coordinator
            Straße geschäftlich=1 rue
            Ort geschäftlich=Paris
            Region geschäftlich=Normandie
            Postleitzahl geschäftlich=75000
            Land/Region geschäftlich=Frankreich
            Fax geschäftlich=+1 555 0001
            Telefon geschäftlich=+504 2222 0001
            Mobiltelefon=+504 9999 0001
            E-Mail-Adresse=ana@work.example
            E-Mail-Typ=SMTP
            E-Mail 2: Adresse=ana@home.example
            Sprache=Spanisch
            Notizen=A note
            """),
        make(
            "Outlook in Italian",
            """
            Titolo=Dott.ssa
            Nome=Ana
            Secondo nome=María
            Cognome=Ejemplo
            Società=River Council
            Reparto=Legale
            Posizione=Coordinator
            Via (uff.)=1 rue
            Città (uff.)=Paris
            Provincia (uff.)=Normandie
            CAP (uff.)=75000
            Paese (uff.)=Francia
            Fax (uff.)=+1 555 0001
            Telefono (uff.)=+504 2222 0001
            Cellulare=+504 9999 0001
            Indirizzo posta elettronica=ana@work.example
            Tipo posta elettronica=SMTP
            Indirizzo posta elettronica 2=ana@home.example
            Lingua=spagnolo
            Note=A note
            """),
        make(
            "Thunderbird",
            """
            First Name=Ana María
            Last Name=Ejemplo
            Display Name=Ana María Ejemplo
            Nickname
            Primary Email=ana@work.example
            Secondary Email=ana@home.example
            Screen Name
            Work Phone=+504 2222 0001
            Home Phone
            Fax Number=+1 555 0001
            Pager Number=300
            Mobile Number=+504 9999 0001
            Home Country
            Work City=Paris
            Work State=Normandie
            Work Country=France
            Job Title=Coordinator
            Department=Legal
            Organization=River Council
            Web Page 1=https://river.example
            Custom 1=x
            Notes=A note
            """),
        make(
            "Thunderbird in Spanish",
            """
            Nombre=Ana María
            Apellidos=Ejemplo
            Nombre en pantalla=Ana María Ejemplo
            Apodo
            Dirección de correo electrónico principal=ana@work.example
            Dirección de correo electrónico secundaria=ana@home.example
            Teléfono (Trabajo)=+504 2222 0001
            Fax=+1 555 0001
            Teléfono móvil=+504 9999 0001
            País (Trabajo)=Francia
            Cargo=Coordinator
            Organización=River Council
            Página web 1=https://river.example
            Notas=A note
            """),
        make(
            "Thunderbird in French",
            """
            Prénom=Ana María
            Nom=Ejemplo
            Nom à afficher=Ana María Ejemplo
            Surnom
            Adresse électronique principale=ana@work.example
            Adresse électronique secondaire=ana@home.example
            Tél. professionnel=+504 2222 0001
            Fax=+1 555 0001
            Portable=+504 9999 0001
            Pays=France
            Fonction=Coordinator
            Service=Juridique
            Société=River Council
            Notes=A note
            """),
        make(
            "Thunderbird in German",
            """
            Vorname=Ana María
            Nachname=Ejemplo
            Anzeigename=Ana María Ejemplo
            Spitzname
            Primäre E-Mail-Adresse=ana@work.example
            Sekundäre E-Mail-Adresse=ana@home.example
            Tel. dienstlich=+504 2222 0001
            Fax-Nummer=+1 555 0001
            Mobil-Tel.-Nr.=+504 9999 0001
            Dienstlich: Land=Frankreich
            Position=Coordinator
            Abteilung=Recht
            Organisation=River Council
            Notizen=A note
            """),
        make(
            "CiviCRM", phones: 1,
            """
            Contact ID=4711
            Contact Type=Individual
            Contact Subtype
            Do Not Phone
            Do Not Email
            No Bulk Emails (User Opt Out)
            Sort Name=Ejemplo, Ana María
            Display Name=Dra. Ana María Ejemplo
            Preferred Language=es_HN
            First Name=Ana
            Middle Name=María
            Last Name=Ejemplo
            Individual Prefix=Dra.
            Job Title=Coordinator
            Current Employer=River Council
            City=Paris
            State=Normandie
            Country=France
            Phone=+504 9999 0001
            Email=ana@work.example; ana@home.example
            """),
        make(
            "HubSpot",
            """
            Record ID=501
            First Name=Ana María
            Last Name=Ejemplo
            Email=ana@work.example
            Work email=ana@home.example
            Phone Number=+504 2222 0001
            Mobile Phone Number=+504 9999 0001
            Contact owner=Lia Reyes (lia@embassy.example)
            Lead Status=New
            Associated Company=River Council
            Job Title=Coordinator
            State/Region=Normandie
            Country/Region=France
            Preferred language=es
            Unsubscribed from all email=false
            Create Date=2026-01-02 10:00
            """),
        make(
            "Mailchimp", phones: 1,
            """
            Email Address=ana@work.example
            First Name=Ana María
            Last Name=Ejemplo
            Address=1 rue
            Phone Number=+504 9999 0001
            Company=River Council
            MEMBER_RATING=2
            OPTIN_TIME=2026-01-02 10:00:00
            OPTIN_IP=192.0.2.1
            LATITUDE=15.5
            TIMEZONE=America/Tegucigalpa
            CC=fr
            LAST_CHANGED=2026-01-02 10:00:00
            LEID=1001
            EUID=abcdef
            NOTES=A note
            TAGS="friends"
            """),
    ]
}
