extension Bounce {
    /// Those that say it in a text of their own.
    static let texts: [Bounce] =
        several(
            "exim",
            [
                [
                    "Return-Path: <>", "X-Failed-Recipients: ana@rio-vivo.example", "Auto-Submitted: auto-replied",
                    "From: Mail Delivery System <Mailer-Daemon@mx.people.example>",
                    "Subject: Mail delivery failed: returning message to sender", plain,
                ],
                [
                    "From: Mail Delivery System <Mailer-Daemon@mx.people.example>",
                    "Subject: Mail delivery failed: returning message to sender", plain,
                ],
                ["Return-Path: <>", "From: <Mailer-Daemon@mx.people.example>", "Subject: Mail failure", plain],
            ],
            [
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its recipients.

                  ADDRESS
                    550 5.1.1 mailbox unknown

                ------ This is a copy of the message, including all the headers. ------

                QUOTED
                """,
                """
                A message that you sent could not be delivered to all of its recipients. This is a permanent error.

                  ADDRESS
                    Unrouteable address

                ------ This is a copy of your message, including all the headers. ------
                QUOTED
                """,
                """
                The following address(es) failed:

                  ADDRESS: mailbox is full

                QUOTED
                """,
            ])
        + several(
            "qmail",
            [["Return-Path: <>", "From: MAILER-DAEMON@mx.people.example", "Subject: failure notice", plain]],
            [
                """
                Hi. This is the qmail-send program at mx.people.example.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <ADDRESS>:
                Sorry, no mailbox here by that name. (#5.1.1)

                --- Below this line is a copy of the message.

                Return-Path: <officer@mission.example>
                QUOTED
                """,
                """
                Hi. This is the qmail-send program at mx.people.example.
                I'm afraid I wasn't able to deliver your message to the following addresses.

                <ADDRESS>:
                192.0.2.3 does not like recipient.
                Remote host said: 550 user unknown
                Giving up on 192.0.2.3.

                --- Below this line is a copy of the message.

                QUOTED
                """,
                """
                This is the mail system. Your message did not reach <ADDRESS>: this address no longer accepts mail.

                --- Below this line is a copy of the message.

                QUOTED
                """,
            ])
        + several(
            "dragonfly",
            [
                [
                    "From: MAILER-DAEMON <>", "X-Original-To: <officer@mission.example>",
                    "Subject: Mail delivery failed", plain,
                ]
            ],
            [
                """
                This is the DragonFly Mail Agent at mx.people.example.

                There was an error delivering your mail to <ADDRESS>.

                mx.people.example [192.0.2.4] did not like our RCPT TO: 550 no such user

                Message headers follow.

                QUOTED
                """,
                """
                This is the DragonFly Mail Agent v0.13 at mx.people.example.

                There was an error delivering your mail to <ADDRESS>.

                Original message follows.

                QUOTED
                """,
            ])
        + several(
            "gmail of before",
            [
                [
                    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
                    "Subject: Delivery Status Notification (Failure)", "X-Failed-Recipients: ana@rio-vivo.example",
                    plain,
                ],
                [
                    "Return-Path: <>", "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
                    "Subject: Delivery Status Notification (Failure)", plain,
                ],
            ],
            [
                """
                Delivery to the following recipient failed permanently:

                    ADDRESS

                Technical details of permanent failure:
                The error that the other server returned was: 550 550 5.1.1 unknown user

                ----- Original message -----

                QUOTED
                """,
                """
                This is an automatically generated Delivery Status Notification

                Delivery to the following recipient failed permanently:

                    ADDRESS

                ----- Original message -----

                QUOTED
                """,
            ])
        + several(
            "google groups",
            [
                [
                    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
                    "Subject: Delivery Status Notification (Failure)", "X-Failed-Recipients: ana@rio-vivo.example",
                    plain,
                ]
            ],
            [
                """
                Hello officer@mission.example,

                We're writing to let you know that the group you tried to contact (LOCAL) may not exist, or you may not have permission to post messages to the group.

                ----- Original message -----

                QUOTED
                """,
                """
                Hello,

                The group that you tried to reach (LOCAL) does not exist or does not take messages from outside.

                ----- Original message -----

                QUOTED
                """,
            ])
        + several(
            "yahoo",
            [["Return-Path: <>", "From: MAILER-DAEMON@mail.people.example", "Subject: Failure Notice", plain]],
            [
                """
                Sorry, we were unable to deliver your message to the following address.

                <ADDRESS>:
                Remote host said: 554 delivery error: This user doesn't have an account here [RCPT_TO]

                --- Below this line is a copy of the message.

                QUOTED
                """,
                """
                Sorry, we were unable to deliver your message to the following address.

                <ADDRESS>: 552: mailbox is over quota

                --- Original message ---
                QUOTED
                """,
            ])
        + several(
            "mail.ru",
            [["Return-Path: <>", "From: MAILER-DAEMON@corp.people.example", "Subject: Mail failure.", plain]],
            [
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its recipients:

                  ADDRESS
                    user not found

                QUOTED
                """,
                """
                Это письмо создано автоматически. Ваше письмо не может быть доставлено:

                  ADDRESS

                QUOTED
                """,
            ])
        + several(
            "opensmtpd",
            [
                [
                    "From: Mailer Daemon <MAILER-DAEMON@mx.people.example>",
                    "Subject: Delivery status notification: error", plain,
                ],
                [
                    "Return-Path: <>", "From: Mailer Daemon <MAILER-DAEMON@mx.people.example>",
                    "Subject: Delivery status notification: failed", parts,
                ],
            ],
            [
                """
                Hi!

                This is the MAILER-DAEMON, please DO NOT REPLY to this email.

                An error has occurred while attempting to deliver a message for
                the following list of recipients:

                ADDRESS: 550 Invalid recipient

                Below is a copy of the original message:

                QUOTED
                """,
                """
                --b1
                Content-Type: text/plain

                An error has occurred while attempting to deliver a message for the following list of recipients:

                ADDRESS: 550 Invalid recipient
                --b1
                Content-Type: text/rfc822-headers

                QUOTED
                --b1--
                """,
            ])
        + several(
            "exchange 2003",
            [
                [
                    "From: System Administrator <postmaster@people.example>", "Subject: Undeliverable: Mesa redonda",
                    plain,
                ],
                ["Return-Path: <>", "From: postmaster@people.example", "Subject: Undeliverable: Mesa redonda", parts],
                [
                    "From: Systemadministrator <postmaster@people.example>", "Subject: Unzustellbar: Mesa redonda",
                    plain,
                ],
            ],
            [
                """
                Your message

                  To:      ADDRESS
                  Subject: Mesa redonda

                did not reach the following recipient(s):

                ADDRESS on Thu, 5 Mar 2026 12:00:01 +0000
                    The recipient name is not recognized

                QUOTED
                """,
                """
                --b1
                Content-Type: text/plain

                Your message did not reach some or all of the intended recipients.

                The following recipient(s) could not be reached:

                      ADDRESS on 3/5/2026 12:00 PM
                            The e-mail account does not exist at the organization this message was sent to.
                --b1
                Content-Type: message/rfc822

                QUOTED
                --b1--
                """,
                """
                Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.

                ADDRESS am 05.03.2026 12:00: konnte nicht zugestellt werden

                QUOTED
                """,
            ])
        + several(
            "domino",
            [
                [
                    "From: Postmaster@people.example", "Subject: DELIVERY FAILURE: User LOCAL not listed in directory",
                    plain,
                ]
            ],
            [
                "Your message\n\n  Subject: Mesa redonda\n\nwas not delivered to:\n\n  ADDRESS\n\nbecause:\n\n  User not listed in public Name & Address Book\n\nQUOTED",
                "Failed to deliver to 'ADDRESS': user unknown\n\nQUOTED",
            ])
        + several(
            "sendmail of before",
            [
                [
                    "Return-Path: <MAILER-DAEMON>", "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.people.example>",
                    "Subject: Returned mail: see transcript for details", plain,
                ]
            ],
            [
                "The original message was received at Thu, 5 Mar 2026 12:00:00 GMT\n\n   ----- The following addresses had permanent fatal errors -----\n<ADDRESS>\n\n   ----- Original message follows -----\n\nQUOTED",
                "   ----- Transcript of session follows -----\n550 <ADDRESS>... User unknown\n\n   ----- Unsent message follows -----\nQUOTED",
            ])
        + several(
            "without a sender",
            [
                ["From: <>", "Subject: Mail delivery failed", plain],
                ["Return-Path: <>", "From: bounces@people.example", "Subject: Re: Mesa redonda", plain],
            ],
            [
                "Your message was not delivered to ADDRESS.\n\nQUOTED",
                "Su mensaje no se pudo entregar a ADDRESS: no existe.\n\nQUOTED",
                "No foi possível: não foi possível entregar a sua mensagem a ADDRESS.\n\nQUOTED",
            ])
        + several(
            "other hosts",
            [
                [
                    "From: Mail Administrator <postmaster@people.example>",
                    "Subject: Mail System Error - Returned Mail", plain,
                ],
                ["From: mail-daemon@people.example", "Subject: Undelivered Mail", plain],
                [
                    "From: \"Mail Delivery Service\" <mailsystem@people.example>", "Subject: Undeliverable message",
                    plain,
                ],
                ["From: admin@people.example", "Subject: Undeliverable: Mesa redonda", plain],
                [
                    "Return-Path: <>", "From: noreply@people.example", "Subject: Message non remis : Mesa redonda",
                    plain,
                ],
            ],
            [
                "This Message was undeliverable due to the following reason:\n\nUser unknown: ADDRESS\n\nQUOTED",
                "The user ADDRESS does not exist here.\n\nQUOTED",
                "Message could not be delivered to: ADDRESS\nReason: 550 address rejected\n\nQUOTED",
                "Delivery has failed to these recipients:\n\nADDRESS\n\nOriginal message headers:\n\nQUOTED",
                "Votre message n'a pas pu être remis à ADDRESS.\n\nQUOTED",
            ])
}
