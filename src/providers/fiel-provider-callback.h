/* fiel-provider-callback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielCallbackFate: what became of a callback.
 * @FIEL_CALLBACK_FATE_KEPT: it is durable, or there is nothing in it to keep
 * @FIEL_CALLBACK_FATE_TURNED_AWAY: it is not kept and never will be
 * @FIEL_CALLBACK_FATE_FAILED: it could not be kept now; who can send it again should
 */
typedef enum
{
  FIEL_CALLBACK_FATE_KEPT,
  FIEL_CALLBACK_FATE_TURNED_AWAY,
  FIEL_CALLBACK_FATE_FAILED,
} FielCallbackFate;

/**
 * FielProviderCallback: what somebody called back who knows a provider's secret address: immutable, reference-counted,
 * safe to hand between threads. It proves nothing. Its text is bounded and redacted, fit for the journal.
 */
typedef struct _FielProviderCallback FielProviderCallback;
#define FIEL_TYPE_PROVIDER_CALLBACK (fiel_provider_callback_get_type ())
GType fiel_provider_callback_get_type (void);

FielProviderCallback *fiel_provider_callback_new (const char *reference, const char *provider_id, const char *text);
/* One that says no more than that something failed somewhere: no payment is named, and no money moved or did not. */
FielProviderCallback *fiel_provider_callback_new_empty (const char *text);
/* One that somebody here sent to see that the way is open. It is about nothing and kept nowhere. */
FielProviderCallback *fiel_provider_callback_new_test (void);
/* For its maker, before anybody else has it: it came by an address that other tills have as well. */
void fiel_provider_callback_set_shared (FielProviderCallback *self);
FielProviderCallback *fiel_provider_callback_ref (FielProviderCallback *self);
void fiel_provider_callback_unref (FielProviderCallback *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderCallback, fiel_provider_callback_unref)

/* Which attempt it says it is about: by our reference, by the provider's id, by both or by neither. (nullable) */
const char *fiel_provider_callback_get_reference (FielProviderCallback *self);
const char *fiel_provider_callback_get_provider_id (FielProviderCallback *self);
gboolean fiel_provider_callback_is_empty (FielProviderCallback *self);
gboolean fiel_provider_callback_is_test (FielProviderCallback *self);
gboolean fiel_provider_callback_is_shared (FielProviderCallback *self);
const char *fiel_provider_callback_get_text (FielProviderCallback *self);         /* never NULL */

G_END_DECLS
