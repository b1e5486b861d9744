/* fiel-callback-route.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielCallbackRoute: how what a provider calls back gets to this till. Whatever it is, every open payment is asked
 * about.
 * @FIEL_CALLBACK_ROUTE_NONE: not at all
 * @FIEL_CALLBACK_ROUTE_LISTENER: the till itself is called
 * @FIEL_CALLBACK_ROUTE_RELAY: a relay is called, and the till asks that
 */
typedef enum
{
  FIEL_CALLBACK_ROUTE_NONE,
  FIEL_CALLBACK_ROUTE_LISTENER,
  FIEL_CALLBACK_ROUTE_RELAY,
} FielCallbackRoute;
#define FIEL_TYPE_CALLBACK_ROUTE (fiel_callback_route_get_type ())
GType fiel_callback_route_get_type (void);

G_END_DECLS
