#include "identity/api.hpp"

namespace thon::identity {

struct SignInInput {
  Text<1, 200> login;
  Text<1, 200> password;
  std::optional<Text<0, 20>> totp;
};
BOOST_DESCRIBE_STRUCT(SignInInput, (), (login, password, totp))

struct InvitationLook {
  Text<1, 100> token;
};
BOOST_DESCRIBE_STRUCT(InvitationLook, (), (token))

struct InvitationEnter {
  Text<1, 100> token;
  Text<1, 20> pin;
};
BOOST_DESCRIBE_STRUCT(InvitationEnter, (), (token, pin))

struct MeEdit {
  std::optional<Language> language;
};
BOOST_DESCRIBE_STRUCT(MeEdit, (), (language))

struct SessionInput {
  Id session_id;
};
BOOST_DESCRIBE_STRUCT(SessionInput, (), (session_id))

struct SessionList {
  std::vector<SessionRow> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))

struct PasswordInput {
  Text<1, 200> current;
  Text<1, 200> next;
};
BOOST_DESCRIBE_STRUCT(PasswordInput, (), (current, next))

struct CodeInput {
  Text<1, 20> code;
};
BOOST_DESCRIBE_STRUCT(CodeInput, (), (code))

namespace {

using http::Access;
using http::Call;
using http::Empty;

/// Gives the browser its session and the app what it shows.
Me welcome(Call& call, const Service& service, SignedIn signed_in) {
  call.response.set("Set-Cookie", service.cookie(signed_in.token, signed_in.lifetime));
  return std::move(signed_in.me);
}

void add_sign_in(http::Api& api, Service& service) {
  api.work("/api/identity/session", Access::open(), "Sign in with a password",
           [&service](Call& call, const SignInInput& in) {
             const std::optional<std::string> code = in.totp ? std::optional(in.totp->value) : std::nullopt;
             return welcome(call, service,
                            service.sign_in(call.db, visitor_of(call.request), in.login.value, in.password.value, code));
           });
  api.work("/api/identity/invitation/look", Access::open(), "Whose invitation this is",
           [&service](Call& call, const InvitationLook& in) {
             InvitationView view;
             call.db.read([&](Tx& tx) { view = service.look(tx, visitor_of(call.request), in.token.value); });
             return view;
           });
  api.work("/api/identity/invitation/session", Access::open(), "Sign a household's device in by invitation and PIN",
           [&service](Call& call, const InvitationEnter& in) {
             return welcome(call, service,
                            service.enter(call.db, visitor_of(call.request), in.token.value, in.pin.value));
           });
  api.del("/api/identity/session", Access::signed_in(), "Sign out", [&service](Call& call, const Empty&) {
    service.sign_out(call.tx(), call.actor);
    call.response.set("Set-Cookie", service.cookie("", 0));
  });
}

void add_me(http::Api& api, Service& service) {
  api.get("/api/identity/me", Access::signed_in(), "Who is signed in", [&service](Call& call, const Empty&) {
    // Someone who keeps using the app is not asked to sign in again.
    const std::string_view token = call.request.cookie("thon_session");
    call.response.set("Set-Cookie", service.cookie(token, Service::lifetime_of(call.actor)));
    return service.me(call.tx(), call.actor);
  });
  api.patch("/api/identity/me", Access::signed_in(), "Change one's language",
            [&service](Call& call, const MeEdit& in) {
              if (in.language) service.set_language(call.tx(), call.actor, *in.language);
              return service.me(call.tx(), call.actor);
            });
  api.get("/api/identity/sessions", Access::signed_in(), "One's signed-in devices",
          [&service](Call& call, const Empty&) { return SessionList{service.sessions(call.tx(), call.actor)}; });
  api.del("/api/identity/sessions/{session_id}", Access::signed_in(), "Sign one of one's devices out",
          [&service](Call& call, const SessionInput& in) {
            service.revoke_session(call.tx(), call.actor, in.session_id.value);
          });
}

void add_secrets(http::Api& api, Service& service) {
  api.work("/api/identity/password", Access::officer(), "Change one's password; ends all other sessions",
           [&service](Call& call, const PasswordInput& in) {
             return welcome(call, service,
                            service.change_password(call.db, call.actor, visitor_of(call.request), in.current.value,
                                                    in.next.value));
           });
  api.post("/api/identity/totp", Access::officer(), "Begin with codes from a phone",
           [&service](Call& call, const Empty&) { return service.offer_totp(call.tx(), call.actor); });
  api.work("/api/identity/totp/confirm", Access::officer(), "Ask for codes from now on",
           [&service](Call& call, const CodeInput& in) {
             service.confirm_totp(call.db, call.actor, visitor_of(call.request), in.code.value);
           });
  api.work(http::Method::del, "/api/identity/totp", Access::officer(), "Ask for codes no longer",
           [&service](Call& call, const CodeInput& in) {
             service.remove_totp(call.db, call.actor, visitor_of(call.request), in.code.value);
           });
}

}  // namespace

void add_session_routes(http::Api& api, Service& service) {
  add_sign_in(api, service);
  add_me(api, service);
  add_secrets(api, service);
}

}  // namespace thon::identity
