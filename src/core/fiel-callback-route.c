/* fiel-callback-route.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-callback-route.h"

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielCallbackRoute, fiel_callback_route,
  G_DEFINE_ENUM_VALUE (FIEL_CALLBACK_ROUTE_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_CALLBACK_ROUTE_LISTENER, "listener"),
  G_DEFINE_ENUM_VALUE (FIEL_CALLBACK_ROUTE_RELAY, "relay"))
/* clang-format on */
