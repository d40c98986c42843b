-- Removes the oldest entries of an index queue and counts their messages. If another node has already removed some of these
-- entries, the script changes nothing.
--
-- KEYS[1]    stream the partition's index queue
-- KEYS[2...] hash   for each count in ARGV, the hash that has its field; the same hash may appear several times
-- ARGV[1]    string id of the oldest entry that is removed
-- ARGV[2]    string id of the newest entry that is removed
-- ARGV[3]    int    lifetime of counts, ms
-- ARGV[4...] field of each count and the number to add, in turn
-- returns 1 if the entries were removed, else 0

local index_queue_key, hashes = KEYS[1], {unpack(KEYS, 2)}
local oldest, newest, kept_for = unpack(ARGV, 1, 3)
local counts = {unpack(ARGV, 4)}

local entry = redis.call('XRANGE', index_queue_key, '-', '+', 'COUNT', 1)[1]
if not entry or entry[1] ~= oldest then return 0 end
-- Entries are only removed from the beginning, so all entries from the oldest to the newest are still there.
local time, number = newest:match('(%d+)-(%d+)')
redis.call('XTRIM', index_queue_key, 'MINID', time .. '-' .. string.format('%d', number + 1))
for i, hash_key in ipairs(hashes) do
  tally(hash_key, counts[2 * i - 1], tonumber(counts[2 * i]), kept_for)
end
return 1
