/* fiel-bundle-readme.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-bundle-readme.h"

#include "fiel-payment-csv.h"
#include "fiel-receipt-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
append_origin (GString *text, FielProfile *profile, gint64 made_wall_us, const FielJournalExtract *extract)
{
  g_autofree char *time = fiel_payment_csv_format_time (made_wall_us);
  const char *practice = fiel_receipt_words_environment (fiel_profile_get_environment (profile));

  if (practice != NULL)
    g_string_append_printf (text, "%s\n\n", practice);
  /* Translators: store, till, moment, version of Fiel, how many records, the hash of the last one. */
  g_string_append_printf (text, _ ("What a till recorded about its card payments\n\n"
                                   "Store: %s\nTill: %s\nMade: %s, with Fiel %s\nRecords: %" PRId64 "\nHead: %s\n\n"
                                   "Nobody needs Fiel to check it.\n\n"),
                          fiel_profile_get_store_name (profile), fiel_profile_get_till_name (profile),
                          time != NULL ? time : "?", FIEL_VERSION, extract->n_events, extract->head);
}

static void
append_contents (GString *text)
{
  g_string_append (text, _ ("WHAT IS HERE\n\n"
                            "journal.jsonl  every record, one per line, from the first to the last\n"
                            "HEAD.txt       how many records there are, and the hash of the last one\n"
                            "payments.csv   the payments that were asked for, as a table\n"
                            "tickets.txt    a page for each of their tickets, with the hashes of its records\n"
                            "verify.py      checks all of it; it needs Python 3.8 or newer and nothing else\n\n"));
}

static void
append_check (GString *text)
{
  g_string_append (text, _ ("HOW TO CHECK IT\n\n"
                            "1. In this folder run: python3 verify.py\n"
                            "   It says how many records the chain has and the hash of the last one, or which\n"
                            "   record is the first bad one; and whether payments.csv and tickets.txt say what the\n"
                            "   records say. What stands above the payments on a page is for reading alone.\n"
                            "2. Compare with a hash that was kept elsewhere, on the paper of a closed shift or in\n"
                            "   an older export: python3 verify.py --head HASH\n"
                            "   Every record of the past has to be in the chain. Without such a hash nobody can\n"
                            "   see that records are missing at the end.\n\n"));
}

static void
append_recipe (GString *text)
{
  g_string_append (text,
                   _ ("HOW A HASH IS COMPUTED\n\n"
                      "A text is written as the number of its bytes in UTF-8, in four bytes with the most\n"
                      "significant one first, and then these bytes. What is null is written as ff ff ff ff. A\n"
                      "number is written as the text of its decimal digits, with - before a negative one.\n\n"
                      "The parts of a record are, in this order: payload_version, chain_id, seq, type,\n"
                      "attempt_id, actor, wall_us, boot_us, boot_id, payload. The payload is one text. Its bytes\n"
                      "are, for each of its fields in the order of the bytes of their names, the text of the name\n"
                      "and the text of the value.\n\n"
                      "The hash of a record is the SHA-256 of: the 15 bytes fiel-journal/v1, a zero byte, the 32\n"
                      "bytes of its prev_hash, and its parts.\n\n"
                      "The prev_hash of a record is the hash of the record before it, and zeros in the first. The\n"
                      "numbers seq count from 1 without a gap. The chain_id is the same in every record.\n\n"));
}

char *
fiel_bundle_readme_write (FielProfile *profile, gint64 made_wall_us, const FielJournalExtract *extract)
{
  GString *text = g_string_new (NULL);

  append_origin (text, profile, made_wall_us, extract);
  append_contents (text);
  append_check (text);
  append_recipe (text);
  g_string_append (text, _ ("AN EXAMPLE FROM THIS CHAIN\n\n"
                            "Each part with the number of its bytes in hexadecimal, and what stands in it.\n\n"));
  g_string_append (text, extract->example != NULL ? extract->example : "");

  return g_string_free (text, FALSE);
}
