extension Bounce {
    /// Those that keep to RFC 3464, and those that nearly do.
    static let forms: [Bounce] =
        several(
            "postfix",
            [
                [
                    "Return-Path: <>", "From: MAILER-DAEMON@mx.people.example (Mail Delivery System)",
                    "Subject: Undelivered Mail Returned to Sender", "Auto-Submitted: auto-replied", report,
                ]
            ],
            [
                status("Action: failed\nStatus: 5.1.1", text: "This is the mail system at host mx.people.example."),
                status("Action: failed\nStatus: 5.2.2", text: "<ADDRESS>: quota", original: "text/rfc822-headers"),
            ])
        + several(
            "exchange online",
            [
                [
                    "Return-Path: <>", "From: <postmaster@people.example>", "Subject: Undeliverable: Mesa redonda",
                    "Auto-Submitted: auto-replied", report,
                ],
                [
                    "Return-Path: <>", "From: <postmaster@people.example>",
                    "Subject: No se puede entregar: Mesa redonda", report,
                ],
            ],
            [
                status(
                    "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound",
                    text: "Your message to ADDRESS couldn't be delivered."),
                status("Action: failed\nStatus: 5.7.1", text: "Su mensaje a ADDRESS no se ha podido entregar."),
            ])
        + several(
            "amazon workmail",
            [
                ["From: postmaster@people.example", "Subject: Undeliverable: Mesa redonda", parts],
                ["Return-Path: <>", "From: MAILER-DAEMON@people.example", "Subject: Mail delivery failed", report],
            ],
            [
                status("Action: failed\nStatus: 5.1.1", text: "Technical report:"),
                status(
                    "Action: FAILED\nStatus: 5.0.0",
                    text: "An error occurred while trying to deliver the mail to the following recipients: ADDRESS"),
                "--b1\nContent-Type: text/plain\n\nThe recipient ADDRESS: message could not be delivered.\n--b1\nContent-Type: text/rfc822-headers\n\nQUOTED\n--b1--",
            ])
        + several(
            "zoho",
            [
                ["From: mailer-daemon@mail.people.example", "Subject: Undelivered Mail Returned to Sender", plain],
                ["From: mailer-daemon@mail.people.example", "Subject: Undelivered Mail Returned to Sender", report],
            ],
            [
                "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\nADDRESS, ERROR CODE :550 - no such user\n\nQUOTED",
                status("Action : failed\nStatus: 5.1.1", text: "ADDRESS, ERROR_CODE :550"),
            ])
        + several(
            "gmail of now",
            [
                [
                    "Return-Path: <>", "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
                    "Subject: Delivery Status Notification (Failure)", report,
                ]
            ],
            [
                status(
                    "Action: failed\nStatus: 5.1.1",
                    text:
                        "** Address not found **\n\nYour message wasn't delivered to ADDRESS because the address couldn't be found."
                ),
                status(
                    "Action: failed\nStatus: 4.4.1", text: "** Message not delivered **",
                    original: "text/rfc822-headers"),
            ])
        + several(
            "courier",
            [
                [
                    "From: \"Courier mail server at mx.people.example\" <@>", "Subject: NOTICE: mail delivery status.",
                    report,
                ]
            ],
            [
                status(
                    "Action: failed\nStatus: 5.0.0",
                    text:
                        "This is a delivery status notification from mx.people.example.\n\nUNDELIVERABLE MAIL\n\n<ADDRESS>: 550 User unknown."
                ),
                status(
                    "Action: failed\nStatus: 5.1.1", text: "The included message could not be delivered.",
                    original: "text/rfc822-headers"),
            ])
        + several(
            "james",
            [
                ["Return-Path: <>", "From: postmaster@people.example", "Subject: [Postmaster] Mesa redonda", parts],
                ["From: postmaster@people.example", "Subject: Undeliverable", report],
            ],
            [
                "--b1\nContent-Type: text/plain\n\nHi. This is the James mail server at mx.people.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\nADDRESS\n--b1\nContent-Type: message/rfc822\n\nQUOTED\n--b1--",
                status("Action: failed\nStatus: 5.5.0", text: "I'm afraid I wasn't able to deliver your message."),
            ])
        + several(
            "encoded",
            [
                [
                    "Return-Path: <>", "From: MAILER-DAEMON@people.example",
                    "Subject: =?utf-8?B?TWFpbCBkZWxpdmVyeSBmYWlsZWQ=?=", "Content-Type: text/plain; charset=utf-8",
                    "Content-Transfer-Encoding: quoted-printable",
                ],
                [
                    "Return-Path: <>", "From: =?utf-8?Q?Mail_Delivery_System?= <daemon@people.example>",
                    "Subject: =?iso-2022-jp?B?GyRCR1s/LkRMQ04bKEI=?=", report,
                ],
            ],
            [
                "Your message could n=\not be delivered to ADDRESS.\n\nQUOTED",
                status("Action: failed\nStatus: 5.1.1", text: "メールを配信できませんでした: ADDRESS"),
            ])
        + several(
            "by hand",
            [["Return-Path: <>", "From: postmaster@people.example", "Subject: Delivery failure", plain]],
            [
                "ADDRESS: mailbox unavailable. The message was returned to sender.\n\nQUOTED",
                "Delivery failed permanently for ADDRESS; our reference is 4711.\n\nReferences: QUOTED",
                "您发送到 ADDRESS 的邮件无法投递。\n\nQUOTED",
                "تعذر تسليم رسالتك إلى ADDRESS.\n\nQUOTED",
            ])
        + several(
            "without the mail",
            [
                [
                    "Return-Path: <>", "From: MAILER-DAEMON@people.example",
                    "Subject: Undelivered Mail Returned to Sender",
                    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"",
                ],
                ["From: Mail Delivery System <Mailer-Daemon@people.example>", "Subject: Mail delivery failed", plain],
            ],
            [
                "--b1\nContent-Type: text/plain\n\nNot delivered.\n--b1\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ADDRESS\nAction: failed\nStatus: 5.1.1\n--b1--",
                "Your mail to the following address could not be delivered:\n\n  ADDRESS\n\nThe mail itself is not returned.",
            ])
        + several(
            "communigate",
            [
                [
                    "Return-Path: <>", "From: <MAILER-DAEMON@people.example>",
                    "Subject: Undeliverable mail: Mesa redonda",
                    report,
                ]
            ],
            [
                status(
                    "Action: failed\nStatus: 5.1.1",
                    text: "Failed to deliver to 'ADDRESS'\nLOCAL module reports: account unknown"),
                status(
                    "Action: failed\nStatus: 5.4.4", text: "Failed to deliver to 'ADDRESS'",
                    original: "text/rfc822-headers"),
            ])
        + several(
            "mdaemon",
            [
                [
                    "Return-Path: <>", "From: MDaemon at mx.people.example <MDaemon@people.example>",
                    "Subject: Permanent Delivery Failure", plain,
                ]
            ],
            [
                "The attached message had PERMANENT fatal delivery errors!\n\nFailed address: ADDRESS\n\nQUOTED",
                "Delivery failed: ADDRESS: 550 unknown user\n\nQUOTED",
            ])
}
