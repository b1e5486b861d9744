/* fiel-getnet-codec.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-country.h"
#include "fiel-provider-call.h"

G_BEGIN_DECLS

/* Pure. Errors: G_IO_ERROR_NOT_SUPPORTED for an operation the country does not have, G_IO_ERROR_INVALID_ARGUMENT for a
 * field that is missing or does not fit; the message starts with the field's name. */
FielProviderCall *fiel_getnet_codec_encode (const FielGetnetDialect *dialect,
                                            const FielProviderRequest *request,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the answer to a money request is an acknowledgement and the result comes later. */
gboolean fiel_getnet_codec_is_asynchronous (const FielGetnetDialect *dialect, FielOperation operation);

/* Amounts between the currency's minor units and the unit of the wire. FALSE if it does not fit exactly. */
gboolean fiel_getnet_codec_amount_to_wire (const FielGetnetDialect *dialect, gint64 minor, gint64 *wire);
gboolean fiel_getnet_codec_amount_from_wire (const FielGetnetDialect *dialect, gint64 wire, gint64 *minor);

G_END_DECLS
