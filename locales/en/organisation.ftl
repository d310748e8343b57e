### Organisations, the people in them, invitations and system administrators.

## Kinds
organisation-kind-federation = federation
organisation-kind-municipality = municipality
organisation-kind-region = region
organisation-kind-consultancy = consultancy

## All organisations
organisations = Organisations
organisations-lead = Everybody who uses this installation. They do not see one another.
organisations-find = Find an organisation
organisations-find-help = Type the beginning of its name.
organisations-find-go = Search
organisations-caption = Organisations by name
organisations-name = Name
organisations-kind = Kind
organisations-people = People
organisations-state = State
organisations-open = open
organisations-closed = closed
organisations-more = Show more
organisations-from-start = Back to the beginning of the list
organisations-all = Show all
organisations-not-found = No organisation begins with “{ $search }”.
organisations-not-found-next = Check the spelling, or show all.

organisation-new = Add an organisation
organisation-new-lead = Once the organisation is there, invite its first administrator, who takes care of the rest.
organisation-name = Name
organisation-name-help = As it is to stand on all pages, for example Granviks kommun.
organisation-kind = Kind
organisation-kind-federation-help = Has municipalities as members and evaluates them.
organisation-kind-municipality-help = Is evaluated, or evaluates itself.
organisation-kind-region-help = Is evaluated, or evaluates itself.
organisation-kind-consultancy-help = Evaluates on behalf of others.
organisation-code = Code of the municipality or region
organisation-name-only = Kind and municipality code are changed by whoever runs the installation.
organisation-code-help = Four digits with the leading zero, for example 0138. Only for municipalities and regions.
organisation-country = Country
organisation-country-se = Sweden
organisation-country-no = Norway
organisation-add = Add

## One organisation
organisation-people = People
organisation-evaluations = Evaluations
organisation-evaluations-not-yours = Only the organisation’s own administrators and readers see its evaluations.
organisation-closed-note = The organisation has been closed since { $when }. Nobody has a role in it any more. Its evaluations remain.
organisation-to-people = Show people
organisation-edit = Change details
organisation-close = Close the organisation
organisation-close-consequence = All roles in { $name } end at once: whoever is signed in sees nothing more at the next click. Its evaluations remain, and the organisation cannot be opened again here.
organisation-close-go = Close { $name }
organisation-save = Save
done-organisation-made = The organisation is there now. Invite its first administrator.
done-organisation-closed = The organisation is closed.

## People
people = People
people-lead = Those with a role in { $organisation }. Who takes part in a single evaluation is shown on its own page.
rows-act = What can be done
people-caption = People by name
people-name = Name
people-email = E-mail address
people-roles = Roles
people-factor = Second factor
people-factor-yes = yes
people-factor-no = no
people-seen = Active
people-not-active = not now
people-disabled = switched off
people-none = Nobody has a role here yet
people-none-next = Invite whoever is to administer the organisation. They get a personal link and choose themselves how to sign in.
people-invite = Invite somebody
people-invitations = { $n ->
    [0] Invitations
    [one] { $n } open invitation
   *[other] { $n } open invitations
}
people-member = member
people-own-role = Role in the organisation
people-from-provider = The role comes from the sign-in service and is changed there.
people-role-organisation-administrator = Administrator
people-role-organisation-administrator-help = Books evaluations, appoints teams and invites others.
people-role-reader = Reader
people-role-reader-help = Reads what the municipality may read, once the report is delivered.
people-role-account = Member
people-role-account-help = Has an account, but sees nothing until appointed in an evaluation.

person-roles = Change roles
person-roles-help = The change holds at once, also for somebody who is signed in.
person-save = Save the roles
person-password = New password
person-password-lead = Has { $name } forgotten the password? Make a personal link and hand it over. The old password holds until a new one is chosen.
person-password-go = Make a link for a new password
person-remove = Remove { $name }
person-remove-link = Remove from the organisation
person-remove-consequence = { $name } loses all roles in { $organisation } at once. The account remains, and what was written in evaluations keeps the name.
person-remove-go = Remove
done-person-saved = The roles are saved and hold from now on.
done-person-removed = The person is removed from the organisation.

## Invitations
invite = Invite somebody
invite-lead = The person gets a personal link to { $organisation } and chooses how to sign in.
invite-email = E-mail address
invite-name = Name
invite-role = Role
invite-go = Make a personal link
invitations = Invitations
invitations-lead = Personal links to { $organisation } that nobody has used yet.
invitations-caption = Open invitations, the oldest first
invitations-until = Works until
invitations-expired = expired { $when }
invitations-renew = Make a new link
invitations-revoke = Revoke
invitations-revoke-heading = Revoke the invitation of { $name }
invitations-revoke-consequence = The link for { $name } stops working. You can invite again.
invitations-none = No open invitations
invitations-none-next = When you invite somebody, the invitation stands here until the link is used.
done-invitation-revoked = The invitation is revoked. The link works no more.

## A personal link that is shown once
handout-invitation = The invitation for { $name } is ready
handout-password = The link for { $name } is ready
handout-lead = The link is shown only now. Copy it and hand it to { $name } yourself, in a way that nobody else can read.
handout-until = It works until { $when }.
handout-once = It works once.
handout-many = It may be opened several times.
handout-label = Personal link
handout-copy = Copy the link
handout-copied = The link is copied
handout-back = Back to the list

## System administrators
administrators = System administrators
administrators-lead = They run the installation and add organisations. They do not see what is in any evaluation.
administrators-caption = System administrators by name
administrators-emergency = emergency account
administrators-new = Appoint a system administrator
administrators-new-lead = The person gets a personal link. With an account here they sign in with it; otherwise one is made.
administrators-new-consequence = With the link the person can add and close organisations, invite their administrators and appoint more system administrators.
administrators-remove = Remove the role
administrators-remove-heading = Remove { $name } as system administrator
administrators-remove-consequence = { $name } no longer runs the installation. The account and its roles in organisations remain.
administrators-remove-go = Remove the role
done-administrator-removed = The person is no longer a system administrator.
