/* sim-listener.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

G_BEGIN_DECLS

/* Somebody calls back. @attempt_id: (nullable): whom the body names, for the checker */
void sim_listener_receive (const char *body, const char *attempt_id);

G_END_DECLS
