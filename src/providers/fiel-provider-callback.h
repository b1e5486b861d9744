/* fiel-provider-callback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

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
FielProviderCallback *fiel_provider_callback_ref (FielProviderCallback *self);
void fiel_provider_callback_unref (FielProviderCallback *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderCallback, fiel_provider_callback_unref)

/* Which attempt it says it is about: by our reference, by the provider's id, by both or by neither. (nullable) */
const char *fiel_provider_callback_get_reference (FielProviderCallback *self);
const char *fiel_provider_callback_get_provider_id (FielProviderCallback *self);
gboolean fiel_provider_callback_is_empty (FielProviderCallback *self);
const char *fiel_provider_callback_get_text (FielProviderCallback *self);         /* never NULL */

G_END_DECLS
