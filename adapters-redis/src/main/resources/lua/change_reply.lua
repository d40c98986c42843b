-- Adds, replaces, moves or removes a canned reply, unless it was changed since the caller read it.
--
-- KEYS[1] hash   replies of the present owner
-- KEYS[2] hash   replies of the next owner; the same key unless the reply is moved
-- KEYS[3] hash   versions of the replies of each owner
-- ARGV[1] string folded shortcut of the present reply, or '' to add a reply
-- ARGV[2] string document of the present reply, or ''
-- ARGV[3] string folded shortcut of the next reply, or '' to remove the reply
-- ARGV[4] string document of the next reply, or ''
-- ARGV[5] string field of the present owner in KEYS[3]
-- ARGV[6] string field of the next owner in KEYS[3]
-- ARGV[7] string new version, which was never used before
-- ARGV[8] int    how many replies an owner can have
-- returns 'done', 'outdated', 'shortcut_taken' or 'too_many'

local present_key, next_key, versions_key = unpack(KEYS)
local shortcut, document, next_shortcut, next_document, owner, next_owner, version, limit = unpack(ARGV)
local is_new, is_removed, is_moved = shortcut == '', next_shortcut == '', present_key ~= next_key

if not is_new and redis.call('HGET', present_key, shortcut) ~= document then return 'outdated' end
if not is_removed then
  if (is_moved or shortcut ~= next_shortcut) and redis.call('HEXISTS', next_key, next_shortcut) == 1 then
    return 'shortcut_taken'
  end
  if (is_new or is_moved) and redis.call('HLEN', next_key) >= tonumber(limit) then return 'too_many' end
end
if not is_new then redis.call('HDEL', present_key, shortcut) end
if not is_removed then redis.call('HSET', next_key, next_shortcut, next_document) end
redis.call('HSET', versions_key, owner, version, next_owner, version)
return 'done'
