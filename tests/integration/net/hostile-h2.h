/* hostile-h2.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "hostile-server.h"

G_BEGIN_DECLS

/* Speaks HTTP/2 on @stream until the client hangs up.
 * @on_request is called for each request, when it is whole, and tells whether it is the server's first. */
typedef gboolean (*HostileH2RequestFunc) (gsize body_length, gpointer user_data);

void hostile_h2_serve (GIOStream *stream, H2Act act, HostileH2RequestFunc on_request, gpointer user_data);

G_END_DECLS
