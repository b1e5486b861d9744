/* fiel-host.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @host, a name or an address without brackets, is this machine and nobody else: "localhost", 127.0.0.0/8 or
 * ::1. Nothing is looked up: a name that happens to lead here today is not. */
gboolean fiel_host_is_loopback (const char *host);

G_END_DECLS
