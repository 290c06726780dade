# Packages of a Debian suite that need not be the machine's own: an apt with its own settings, index and cache in a folder,
# which takes the mirror from the machine's apt and verifies with Debian's keyring. Nothing is installed.
# To be sourced by a POSIX shell; functions report on stderr and return 1 when they fail.

# What signs sid changes every few years: an older machine may have to be given a newer keyring.
KEYRING=${EXITSPEC_DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

debian_error() {
    printf '%s\n' "$*" >&2
    return 1
}

# debian_mirror: the address that the machine's own apt has Debian's packages from; nothing when it has no index.
debian_mirror() {
    apt-get indextargets --format '$(CREATED_BY)|$(ORIGIN)|$(CODENAME)|$(REPO_URI)' |
        awk -F'|' '$1 == "Packages" && $2 == "Debian" && $3 !~ /-security$/ { print $4; exit }'
}

# debian_configure FOLDER SUITE [ARCHITECTURE]...: an apt of our own in FOLDER.
debian_configure() {
    apt=$1 suite=$2
    shift 2
    [ -r "$KEYRING" ] || debian_error "no keyring $KEYRING: set EXITSPEC_DEBIAN_KEYRING" || return
    mirror=$(debian_mirror)
    if [ -z "$mirror" ] && [ "$(id -u)" = 0 ]; then
        # A machine that has just been made has no index yet.
        apt-get -qq update || debian_error 'apt-get update failed' || return
        mirror=$(debian_mirror)
    fi
    [ -n "$mirror" ] || debian_error 'apt knows no Debian mirror here (is its index there? try: apt-get update)' || return
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    : >"$apt/status"
    printf 'deb [signed-by=%s] %s %s main\n' "$KEYRING" "$mirror" "$suite" >"$apt/sources.list"
    cat >"$apt/conf" <<CONF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "$apt";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Sandbox::User "root";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Languages "none";
CONF
    [ $# -eq 0 ] || printf 'APT::Architectures { "%s"; };\n' "$(dpkg --print-architecture)" >>"$apt/conf"
    for architecture do
        printf 'APT::Architectures:: "%s";\n' "$architecture" >>"$apt/conf"
    done
}

# debian_apt FOLDER get|cache ARGUMENT...
# Nothing unsigned is accepted, whatever the machine's own settings say (those are read after ours, options last).
debian_apt() (
    apt=$1 command=$2
    shift 2
    APT_CONFIG=$apt/conf "apt-$command" -q -o APT::Get::AllowUnauthenticated=false \
        -o Acquire::AllowInsecureRepositories=false -o Acquire::AllowWeakRepositories=false "$@"
)

# debian_update FOLDER: reads the index of the suite.
debian_update() {
    debian_apt "$1" get update >"$1/update.log" 2>&1 || debian_error "apt could not read the index: $1/update.log"
}

# debian_download FOLDER DEBS PACKAGE...: downloads into the folder DEBS, and leaves one line `SHA256  FILE` a package in
# DEBS/SHA256SUMS. Apt verifies each package against the signed index while it downloads. The files are compared with the
# index once more, so that nothing is unpacked that has escaped that, left-overs of an earlier run included.
debian_download() {
    apt=$1 debs=$2
    shift 2
    mkdir -p "$debs"
    # With nothing installed and one suite, there is one version of each.
    debian_apt "$apt" cache show --no-all-versions "$@" | awk '
        /^Filename:/ { parts = split($2, path, "/"); file = path[parts] }
        /^SHA256:/ { sum = $2 }
        /^$/ && sum { print sum "  " file; sum = "" }
        END { if (sum) print sum "  " file }' >"$debs/SHA256SUMS"
    [ "$(wc -l <"$debs/SHA256SUMS")" -eq $# ] ||
        debian_error "the index does not have a checksum for every package: $*" || return
    (cd "$debs" && debian_apt "$apt" get download "$@") >"$apt/download.log" 2>&1 ||
        debian_error "apt could not download a package: $apt/download.log" || return
    # Apt writes the colon of a version's epoch as %3a; the index leaves the epoch out of the name.
    for file in "$debs"/*_*%3a*; do
        [ ! -e "$file" ] || mv "$file" "$(printf %s "$file" | sed 's/_[0-9]*%3a/_/')"
    done
    (cd "$debs" && sha256sum --quiet --strict -c SHA256SUMS) ||
        debian_error "a package is not what the index says: delete $debs"
}

# debian_merged ROOT: makes ROOT with /lib and the like as links, which the packages expect.
debian_merged() {
    for folder in lib lib32 lib64 bin sbin; do
        mkdir -p "$1/usr/$folder"
        ln -s "usr/$folder" "$1/$folder"
    done
}

# debian_unpack FILE ROOT [TAR-ARGUMENT]...
debian_unpack() {
    deb=$1 unpacked=$2
    shift 2
    dpkg-deb --fsys-tarfile "$deb" | tar -x -f - -C "$unpacked" --keep-directory-symlink --no-same-owner "$@" ||
        debian_error "could not unpack $deb"
}
