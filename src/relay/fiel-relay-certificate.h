/* fiel-relay-certificate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the certificate with its key, both read from files and proved to belong together */
GTlsCertificate *fiel_relay_certificate_load (const char *certificate, const char *key, GError **error);

/* (transfer full) (nullable): what is wrong with it at that time, or NULL */
char *fiel_relay_certificate_find_fault (GTlsCertificate *certificate, gint64 wall_us);

/* Unix time in seconds; 0 if it does not say */
gint64 fiel_relay_certificate_get_end (GTlsCertificate *certificate);

G_END_DECLS
